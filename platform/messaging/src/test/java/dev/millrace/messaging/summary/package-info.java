@NullMarked
package dev.millrace.messaging.summary;

import org.jspecify.annotations.NullMarked;
