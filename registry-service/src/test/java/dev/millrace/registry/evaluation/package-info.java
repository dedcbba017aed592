@NullMarked
package dev.millrace.registry.evaluation;

import org.jspecify.annotations.NullMarked;
