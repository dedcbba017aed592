/** The services' own answers, for whoever wants all of them. */
@NullMarked
package dev.millrace.console.json;

import org.jspecify.annotations.NullMarked;
