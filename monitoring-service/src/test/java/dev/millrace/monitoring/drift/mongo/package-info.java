@NullMarked
package dev.millrace.monitoring.drift.mongo;

import org.jspecify.annotations.NullMarked;
