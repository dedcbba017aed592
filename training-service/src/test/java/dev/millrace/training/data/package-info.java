@NullMarked
package dev.millrace.training.data;

import org.jspecify.annotations.NullMarked;
