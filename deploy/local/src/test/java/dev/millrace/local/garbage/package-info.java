@NullMarked
package dev.millrace.local.garbage;

import org.jspecify.annotations.NullMarked;
