/** How the kernel starts and stops with its service, the threads it works on, and whether it is well. */
@NullMarked
package dev.millrace.messaging.lifecycle;

import org.jspecify.annotations.NullMarked;
