@NullMarked
package dev.millrace.messaging.mongo;

import org.jspecify.annotations.NullMarked;
