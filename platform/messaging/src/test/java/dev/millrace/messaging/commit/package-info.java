@NullMarked
package dev.millrace.messaging.commit;

import org.jspecify.annotations.NullMarked;
