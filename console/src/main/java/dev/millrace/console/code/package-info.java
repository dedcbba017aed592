/** What codes mean. */
@NullMarked
package dev.millrace.console.code;

import org.jspecify.annotations.NullMarked;
