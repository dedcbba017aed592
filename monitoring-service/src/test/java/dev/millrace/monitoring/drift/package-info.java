@NullMarked
package dev.millrace.monitoring.drift;

import org.jspecify.annotations.NullMarked;
