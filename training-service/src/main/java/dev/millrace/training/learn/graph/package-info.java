/** Builds the one graph from raw columns to predictions: planned on training rows, written as ONNX. */
@NullMarked
package dev.millrace.training.learn.graph;

import org.jspecify.annotations.NullMarked;
