/** Shows runs, and cancels them. */
@NullMarked
package dev.millrace.training.run.web;

import org.jspecify.annotations.NullMarked;
