@NullMarked
package dev.millrace.monitoring.routing.sink;

import org.jspecify.annotations.NullMarked;
