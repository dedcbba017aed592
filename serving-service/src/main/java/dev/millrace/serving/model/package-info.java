/** Which models this instance answers with: loading, checking, switching, remembering. */
@NullMarked
package dev.millrace.serving.model;

import org.jspecify.annotations.NullMarked;
