/** Graphs run by ONNX Runtime. */
@NullMarked
package dev.millrace.serving.model.onnx;

import org.jspecify.annotations.NullMarked;
