/** The document store behind the kernel's ports, MongoDB or what speaks its protocol. */
@NullMarked
package dev.millrace.messaging.mongo;

import org.jspecify.annotations.NullMarked;
