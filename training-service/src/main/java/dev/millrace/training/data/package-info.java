/** The validated versions of datasets, numbered in the order in which they were validated. */
@NullMarked
package dev.millrace.training.data;

import org.jspecify.annotations.NullMarked;
