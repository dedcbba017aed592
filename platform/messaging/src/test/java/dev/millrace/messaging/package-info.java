@NullMarked
package dev.millrace.messaging;

import org.jspecify.annotations.NullMarked;
