/** Tells open pages which things have changed, so that they ask again. */
@NullMarked
package dev.millrace.console.live;

import org.jspecify.annotations.NullMarked;
