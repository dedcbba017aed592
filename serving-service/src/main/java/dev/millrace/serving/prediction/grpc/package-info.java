/** The Open Inference Protocol over gRPC. */
@NullMarked
package dev.millrace.serving.prediction.grpc;

import org.jspecify.annotations.NullMarked;
