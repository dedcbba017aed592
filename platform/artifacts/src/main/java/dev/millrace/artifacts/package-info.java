/** Content-addressed files: named by what is in them, written once, never changed. */
@NullMarked
package dev.millrace.artifacts;

import org.jspecify.annotations.NullMarked;
