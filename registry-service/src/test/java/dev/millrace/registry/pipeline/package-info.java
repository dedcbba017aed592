@NullMarked
package dev.millrace.registry.pipeline;

import org.jspecify.annotations.NullMarked;
