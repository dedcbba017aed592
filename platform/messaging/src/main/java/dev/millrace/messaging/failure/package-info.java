/** How a failure is judged: to be waited out, to be refused, or a defect. */
@NullMarked
package dev.millrace.messaging.failure;

import org.jspecify.annotations.NullMarked;
