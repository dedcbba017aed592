/** What a service without a document store remembers, in small files of its own. */
@NullMarked
package dev.millrace.messaging.local;

import org.jspecify.annotations.NullMarked;
