@NullMarked
package dev.millrace.monitoring.gather;

import org.jspecify.annotations.NullMarked;
