/** Decides whether an arrived dataset version may be used. */
@NullMarked
package dev.millrace.validation;

import org.jspecify.annotations.NullMarked;
