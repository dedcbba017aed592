@NullMarked
package dev.millrace.monitoring.routing;

import org.jspecify.annotations.NullMarked;
