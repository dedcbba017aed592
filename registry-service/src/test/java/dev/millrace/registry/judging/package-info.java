@NullMarked
package dev.millrace.registry.judging;

import org.jspecify.annotations.NullMarked;
