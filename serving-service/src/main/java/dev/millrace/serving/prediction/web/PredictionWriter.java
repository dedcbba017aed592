package dev.millrace.serving.prediction.web;

import dev.millrace.serving.prediction.OutputTensor;
import dev.millrace.serving.prediction.Predictions;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** Writes answers as KServe and TensorFlow Serving do. Beside what these say, each names the version, its role and the predictions' ids. */
final class PredictionWriter {

    private PredictionWriter() {}

    static void rows(JsonGenerator json, Predictions answer) {
        json.writeStartObject();
        json.writeArrayPropertyStart("predictions");
        for (int row = 0; row < answer.size(); row++) {
            row(json, answer, row);
        }
        json.writeEndArray();
        end(json, answer);
    }

    private static void row(JsonGenerator json, Predictions answer, int row) {
        json.writeStartObject();
        if (answer.model().isClassifier()) {
            json.writeStringProperty("prediction", answer.predictedClass(row));
            json.writeObjectPropertyStart("probabilities");
            var classes = answer.model().modelPackage().target().classes();
            for (int place = 0; place < classes.size(); place++) {
                json.writeName(classes.get(place));
                json.writeNumber(answer.score(row, place));
            }
            json.writeEndObject();
        } else {
            json.writeName("prediction");
            json.writeNumber(answer.score(row, 0));
        }
        json.writeStringProperty("predictionId", answer.id(row));
        json.writeEndObject();
    }

    static void columns(JsonGenerator json, Predictions answer) {
        json.writeStartObject();
        json.writeObjectPropertyStart("outputs");
        for (var output : OutputTensor.of(answer, List.of())) {
            json.writeName(output.name());
            column(json, output);
        }
        json.writeEndObject();
        end(json, answer);
    }

    private static void column(JsonGenerator json, OutputTensor output) {
        json.writeStartArray();
        switch (output) {
            case OutputTensor.Texts texts -> texts.elements().forEach(json::writeString);
            case OutputTensor.Numbers numbers -> numbers(json, numbers);
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, OutputTensor.Numbers numbers) {
        boolean nested = numbers.shape().length == 2;
        for (int index = 0; index < numbers.count(); index++) {
            if (nested && index % numbers.width() == 0) {
                json.writeStartArray();
            }
            json.writeNumber(numbers.element(index));
            if (nested && index % numbers.width() == numbers.width() - 1) {
                json.writeEndArray();
            }
        }
    }

    /**
     * What is asked with examples: for each the classes with their probabilities, or the number. TensorFlow Serving's documentation
     * calls them {@code result} and its source {@code results}, and there are clients of both.
     */
    static void examples(JsonGenerator json, Predictions answer) {
        BiConsumer<JsonGenerator, Integer> each = answer.model().isClassifier()
                ? (to, row) -> classes(to, answer, row)
                : (to, row) -> to.writeNumber(answer.score(row, 0));
        json.writeStartObject();
        for (var name : List.of("results", "result")) {
            json.writeArrayPropertyStart(name);
            for (int row = 0; row < answer.size(); row++) {
                each.accept(json, row);
            }
            json.writeEndArray();
        }
        json.writeArrayPropertyStart("predictionIds");
        for (int row = 0; row < answer.size(); row++) {
            json.writeString(answer.id(row));
        }
        json.writeEndArray();
        end(json, answer);
    }

    private static void classes(JsonGenerator json, Predictions answer, int row) {
        json.writeStartArray();
        var classes = answer.model().modelPackage().target().classes();
        for (int place = 0; place < classes.size(); place++) {
            json.writeStartArray();
            json.writeString(classes.get(place));
            json.writeNumber(answer.score(row, place));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void end(JsonGenerator json, Predictions answer) {
        var approval = answer.model().approval();
        json.writeStringProperty("model", approval.name().model());
        json.writeNumberProperty("version", approval.version());
        json.writeStringProperty("role", approval.role().name());
        json.writeNumberProperty("generation", approval.generation());
        json.writeEndObject();
    }
}
