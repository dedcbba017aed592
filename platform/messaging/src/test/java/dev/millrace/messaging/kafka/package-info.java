@NullMarked
package dev.millrace.messaging.kafka;

import org.jspecify.annotations.NullMarked;
