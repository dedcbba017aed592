/** Answers predictions with the models that are approved. */
@NullMarked
package dev.millrace.serving;

import org.jspecify.annotations.NullMarked;
