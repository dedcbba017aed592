package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage.Feature;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The node that turns the values of a vocabulary into codes, and all others into one more. */
final class Codes {

    private Codes() {}

    /** @param codes of the values, and last of all others */
    static String append(GraphBuilder graph, Feature feature, List<String> vocabulary, double... codes) {
        boolean text = feature.kind() == Feature.Kind.TEXT;
        return graph.add(
                GraphBuilder.ML,
                "LabelEncoder",
                List.of(feature.input()),
                Attributes.tensor("keys_tensor", text ? texts(vocabulary) : numbers(vocabulary)),
                Attributes.tensor("values_tensor", Tensors.doubles(spelled(vocabulary, text, codes))),
                Attributes.tensor("default_tensor", Tensors.doubles(codes[vocabulary.size()])));
    }

    /** Codes that count on from a first one, in the order of the vocabulary. */
    static double[] from(int first, int count) {
        return IntStream.range(first, first + count).asDoubleStream().toArray();
    }

    private static TensorProto texts(List<String> vocabulary) {
        return Tensors.strings(vocabulary.stream()
                .flatMap(value -> TextSpellings.of(value).stream())
                .toList());
    }

    private static TensorProto numbers(List<String> vocabulary) {
        return Tensors.doubles(vocabulary.stream()
                .mapToDouble(value -> value.isEmpty() ? Double.NaN : Double.parseDouble(value))
                .toArray());
    }

    /** The code of each value, as often as the graph knows the value by another spelling. */
    private static double[] spelled(List<String> vocabulary, boolean text, double[] codes) {
        return IntStream.range(0, vocabulary.size())
                .boxed()
                .flatMapToDouble(i -> DoubleStream.generate(() -> codes[i])
                        .limit(text ? TextSpellings.of(vocabulary.get(i)).size() : 1))
                .toArray();
    }
}
