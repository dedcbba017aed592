/** The client of the six services: every call carries the reader's own token, and every answer may be missing. */
@NullMarked
package dev.millrace.console.service;

import org.jspecify.annotations.NullMarked;
