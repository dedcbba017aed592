@NullMarked
package dev.millrace.monitoring.feedback;

import org.jspecify.annotations.NullMarked;
