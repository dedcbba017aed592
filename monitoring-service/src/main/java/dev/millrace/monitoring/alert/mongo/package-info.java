/** Alerts in the document store. */
@NullMarked
package dev.millrace.monitoring.alert.mongo;

import org.jspecify.annotations.NullMarked;
