@NullMarked
package dev.millrace.monitoring.cascade;

import org.jspecify.annotations.NullMarked;
