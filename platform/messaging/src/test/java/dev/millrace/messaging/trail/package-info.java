@NullMarked
package dev.millrace.messaging.trail;

import org.jspecify.annotations.NullMarked;
