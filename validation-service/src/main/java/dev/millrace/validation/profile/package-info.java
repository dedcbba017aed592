/** Sums up the values of columns, each read once: exactly while they are few enough, by sketches beyond. */
@NullMarked
package dev.millrace.validation.profile;

import org.jspecify.annotations.NullMarked;
