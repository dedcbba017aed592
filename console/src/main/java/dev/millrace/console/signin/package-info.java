/** Who reads: a pasted token or a ticket becomes a session, and everything that guards it. */
@NullMarked
package dev.millrace.console.signin;

import org.jspecify.annotations.NullMarked;
