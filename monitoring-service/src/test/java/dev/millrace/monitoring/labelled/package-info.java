/** Tests of labels in versions of datasets. */
@NullMarked
package dev.millrace.monitoring.labelled;

import org.jspecify.annotations.NullMarked;
