/** What people should look at, whoever raised it. */
@NullMarked
package dev.millrace.monitoring.alert;

import org.jspecify.annotations.NullMarked;
