/** The demo: the whole loop once, told as it happens. */
@NullMarked
package dev.millrace.local.demo;

import org.jspecify.annotations.NullMarked;
