/** How the services are, what is behind, and what was put aside. */
@NullMarked
package dev.millrace.console.operations;

import org.jspecify.annotations.NullMarked;
