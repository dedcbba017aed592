@NullMarked
package dev.millrace.console.service;

import org.jspecify.annotations.NullMarked;
