@NullMarked
package dev.millrace.training.pipeline;

import org.jspecify.annotations.NullMarked;
