/** What Millrace has told people. */
@NullMarked
package dev.millrace.console.alert;

import org.jspecify.annotations.NullMarked;
