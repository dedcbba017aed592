@NullMarked
package dev.millrace.messaging.lifecycle;

import org.jspecify.annotations.NullMarked;
