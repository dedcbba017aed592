@NullMarked
package dev.millrace.messaging.wire;

import org.jspecify.annotations.NullMarked;
