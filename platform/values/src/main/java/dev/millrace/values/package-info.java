/** What people write, understood alike everywhere: dates in files and in requests, truth values, and names that they misspell. */
@NullMarked
package dev.millrace.values;

import org.jspecify.annotations.NullMarked;
