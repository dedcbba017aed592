@NullMarked
package dev.millrace.monitoring.estimate;

import org.jspecify.annotations.NullMarked;
