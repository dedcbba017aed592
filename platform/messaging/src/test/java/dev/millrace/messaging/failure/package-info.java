@NullMarked
package dev.millrace.messaging.failure;

import org.jspecify.annotations.NullMarked;
