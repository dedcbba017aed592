/** Who may do what. Deny by default: a route that says nothing is closed. */
@NullMarked
package dev.millrace.security;

import org.jspecify.annotations.NullMarked;
