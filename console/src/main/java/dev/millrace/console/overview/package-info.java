/** The first page: is everything all right, and what happens just now. */
@NullMarked
package dev.millrace.console.overview;

import org.jspecify.annotations.NullMarked;
