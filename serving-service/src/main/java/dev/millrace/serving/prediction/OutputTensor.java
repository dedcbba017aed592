package dev.millrace.serving.prediction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One column of an answer, for the dialects that speak of tensors. */
public sealed interface OutputTensor {

    /** What outputs were called once, which is still answered to whoever asks for it by name. */
    Map<String, String> FORMER_NAMES = Map.of("label", "prediction", "prediction_ids", "predictionId");

    String name();

    long[] shape();

    Datatype datatype();

    /** Its elements in the protocol's binary form. */
    byte[] bytes();

    /** Names of the outputs of a model, in order; in answers of rows they are called the same. */
    static List<String> names(boolean classifier) {
        return classifier
                ? List.of("prediction", "probabilities", "predictionId")
                : List.of("prediction", "predictionId");
    }

    static OutputTensor named(String name, Predictions answer) {
        boolean classifier = answer.model().isClassifier();
        var asked = FORMER_NAMES.getOrDefault(name, name);
        if (!names(classifier).contains(asked) || (name.equals("label") && !classifier)) {
            throw Refusals.output(name);
        }
        return switch (asked) {
            case "prediction" ->
                classifier
                        ? new Texts(name, each(answer.size(), answer::predictedClass))
                        : new Numbers(name, answer, 1);
            case "probabilities" -> new Numbers(name, answer, answer.model().scoresPerRow());
            default -> new Texts(name, each(answer.size(), answer::id));
        };
    }

    /** What a caller who asks for nothing in particular gets, or else what it asks for, in its order. */
    static List<OutputTensor> of(Predictions answer, List<String> wanted) {
        var names = wanted.isEmpty() ? names(answer.model().isClassifier()) : wanted;
        return names.stream().map(name -> named(name, answer)).toList();
    }

    private static List<String> each(int size, java.util.function.IntFunction<String> text) {
        return IntStream.range(0, size).mapToObj(text).toList();
    }

    /** Texts, {@code [n]}. */
    record Texts(String name, List<String> elements) implements OutputTensor {

        public Texts {
            elements = List.copyOf(elements);
        }

        @Override
        public long[] shape() {
            return new long[] {elements.size()};
        }

        @Override
        public Datatype datatype() {
            return Datatype.BYTES;
        }

        @Override
        public byte[] bytes() {
            var encoded = new ArrayList<byte[]>(elements.size());
            int length = 0;
            for (var element : elements) {
                var text = element.getBytes(StandardCharsets.UTF_8);
                encoded.add(text);
                length += Integer.BYTES + text.length;
            }
            var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            encoded.forEach(text -> buffer.putInt(text.length).put(text));
            return buffer.array();
        }
    }

    /** Scores, {@code [n]} or {@code [n,classes]}. */
    record Numbers(String name, Predictions answer, int width) implements OutputTensor {

        @Override
        public long[] shape() {
            return width == 1 && !answer.model().isClassifier()
                    ? new long[] {answer.size()}
                    : new long[] {answer.size(), width};
        }

        @Override
        public Datatype datatype() {
            return Datatype.FP64;
        }

        public int count() {
            return answer.size() * width;
        }

        public float element(int index) {
            return answer.score(index / width, index % width);
        }

        @Override
        public byte[] bytes() {
            var buffer = ByteBuffer.allocate(count() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int index = 0; index < count(); index++) {
                buffer.putDouble(element(index));
            }
            return buffer.array();
        }
    }
}
