/** What the tests of all services share. */
@NullMarked
package dev.millrace.testing;

import org.jspecify.annotations.NullMarked;
