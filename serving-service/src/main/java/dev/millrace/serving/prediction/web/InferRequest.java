package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.InputTensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An inference request of the Open Inference Protocol.
 *
 * @param outputs what is asked for; empty for everything
 * @param binary whether outputs that do not say are answered in binary form
 */
record InferRequest(@Nullable String id, List<InputTensor> inputs, List<Wanted> outputs, boolean binary) {

    InferRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** @param binary null where it does not say */
    record Wanted(String name, @Nullable Boolean binary) {}

    boolean isBinary(String output) {
        for (var wanted : outputs) {
            if (wanted.name().equals(output) && wanted.binary() != null) {
                return wanted.binary();
            }
        }
        return binary;
    }

    List<String> names() {
        return outputs.stream().map(Wanted::name).toList();
    }
}
