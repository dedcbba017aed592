@NullMarked
package dev.millrace.testing;

import org.jspecify.annotations.NullMarked;
