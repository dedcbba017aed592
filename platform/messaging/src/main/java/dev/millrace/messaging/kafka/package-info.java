/** Kafka behind the kernel's ports: listener containers, producers, their settings. */
@NullMarked
package dev.millrace.messaging.kafka;

import org.jspecify.annotations.NullMarked;
