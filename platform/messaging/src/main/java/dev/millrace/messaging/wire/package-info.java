/** Events as bytes: Avro bodies in the Confluent frame, schema ids and what is remembered of them. */
@NullMarked
package dev.millrace.messaging.wire;

import org.jspecify.annotations.NullMarked;
