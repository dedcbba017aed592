@NullMarked
package dev.millrace.messaging.web;

import org.jspecify.annotations.NullMarked;
