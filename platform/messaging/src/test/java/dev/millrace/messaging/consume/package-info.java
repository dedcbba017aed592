@NullMarked
package dev.millrace.messaging.consume;

import org.jspecify.annotations.NullMarked;
