/** What all pages share: who reads, the layout's values, and how figures, times and statuses are written. */
@NullMarked
package dev.millrace.console.page;

import org.jspecify.annotations.NullMarked;
