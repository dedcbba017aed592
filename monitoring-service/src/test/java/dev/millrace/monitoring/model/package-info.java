@NullMarked
package dev.millrace.monitoring.model;

import org.jspecify.annotations.NullMarked;
