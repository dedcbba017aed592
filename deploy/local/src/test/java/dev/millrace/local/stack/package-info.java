@NullMarked
package dev.millrace.local.stack;

import org.jspecify.annotations.NullMarked;
