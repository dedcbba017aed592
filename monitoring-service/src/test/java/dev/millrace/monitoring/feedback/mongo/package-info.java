@NullMarked
package dev.millrace.monitoring.feedback.mongo;

import org.jspecify.annotations.NullMarked;
