/** How right the served versions are, once the truth is known. */
@NullMarked
package dev.millrace.monitoring.feedback;

import org.jspecify.annotations.NullMarked;
