/** Versions of datasets whose rows name predictions: what they say of them is sent on as labels. */
@NullMarked
package dev.millrace.monitoring.labelled;

import org.jspecify.annotations.NullMarked;
