@NullMarked
package dev.millrace.artifacts.web;

import org.jspecify.annotations.NullMarked;
