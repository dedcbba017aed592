/** The pipeline specification: what a data scientist declares. */
@NullMarked
package dev.millrace.pipelines;

import org.jspecify.annotations.NullMarked;
