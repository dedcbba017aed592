/** Named places where a test can make the process die, fail or wait. */
@NullMarked
package dev.millrace.faults;

import org.jspecify.annotations.NullMarked;
