package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A category of many values, known by what the label was where the value occurred: the share of the positive class, of each
 * of several classes, or the mean. Values with few rows are drawn towards that of all rows. Of many classes the most frequent ones are told apart,
 * because each makes a column.
 *
 * @param vocabulary values with an effect of their own; the empty text is the missing value
 * @param classes places of those that are told apart; empty where one number tells the label
 * @param values of the vocabulary, and last of all other values: of rare ones together, and therefore of unknown ones
 */
public record Effects(Feature feature, List<String> vocabulary, List<Integer> classes, List<List<Double>> values)
        implements PlannedFeature {

    private static final int MOST_CLASSES = 20;

    /** How many rows like all others each value is taken to have besides its own. */
    private static final double WEIGHT_OF_ALL = 10;

    public Effects {
        vocabulary = List.copyOf(vocabulary);
        classes = List.copyOf(classes);
        values = values.stream().map(List::copyOf).toList();
    }

    static Effects fit(Feature feature, List<String> vocabulary, RawColumn column, Labels labels) {
        return fit(feature, vocabulary, frequent(labels), column, labels);
    }

    private static List<Integer> frequent(Labels labels) {
        if (labels.task() != Task.MULTICLASS) {
            return List.of();
        }
        int[] counts = labels.counts();
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(place -> -counts[place]))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private static Effects fit(
            Feature feature, List<String> vocabulary, List<Integer> classes, RawColumn column, Labels labels) {
        Map<String, Integer> codes = HashMap.newHashMap(vocabulary.size());
        vocabulary.forEach(value -> codes.put(value, codes.size()));
        int width = Math.max(1, classes.size());
        double[][] sums = new double[vocabulary.size() + 1][width];
        double[] all = new double[width];
        int[] rows = new int[sums.length];
        for (int row = 0; row < labels.size(); row++) {
            int code = codes.getOrDefault(column.category(row), vocabulary.size());
            rows[code]++;
            for (int place = 0; place < width; place++) {
                double said = classes.isEmpty() ? labels.value(row) : labels.value(row) == classes.get(place) ? 1 : 0;
                sums[code][place] += said;
                all[place] += said;
            }
        }
        List<List<Double>> values = new ArrayList<>(sums.length);
        for (int code = 0; code < sums.length; code++) {
            List<Double> effects = new ArrayList<>(width);
            for (int place = 0; place < width; place++) {
                double prior = all[place] / Math.max(1, labels.size());
                effects.add((sums[code][place] + WEIGHT_OF_ALL * prior) / (rows[code] + WEIGHT_OF_ALL));
            }
            values.add(effects);
        }
        return new Effects(feature, vocabulary, classes, values);
    }

    /** The same with effects of other rows. */
    Effects refitted(RawColumn column, Labels labels) {
        return fit(feature, vocabulary, classes, column, labels);
    }

    @Override
    public int numbers() {
        return values.getFirst().size();
    }

    /** Adds the nodes and returns the name of the columns. */
    String append(GraphBuilder graph) {
        var code = Codes.append(graph, feature, vocabulary, Codes.from(0, values.size()));
        double[] table = values.stream()
                .flatMapToDouble(effects -> effects.stream().mapToDouble(Double::doubleValue))
                .toArray();
        var constant = Tensors.doubles(table);
        var shaped = graph.constant(constant.toBuilder()
                .clearDims()
                .addDims(values.size())
                .addDims(numbers())
                .build());
        var found = graph.add("Gather", List.of(shaped, graph.cast(code, TensorProto.DataType.INT64)));
        return graph.add("Reshape", List.of(found, graph.constant(Tensors.longs(-1, numbers()))));
    }
}
