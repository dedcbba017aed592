@NullMarked
package dev.millrace.messaging.local;

import org.jspecify.annotations.NullMarked;
