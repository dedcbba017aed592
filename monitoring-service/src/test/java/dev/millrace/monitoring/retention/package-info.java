@NullMarked
package dev.millrace.monitoring.retention;

import org.jspecify.annotations.NullMarked;
