/** The one-document commit and the relay that publishes what it left behind. */
@NullMarked
package dev.millrace.messaging.commit;

import org.jspecify.annotations.NullMarked;
