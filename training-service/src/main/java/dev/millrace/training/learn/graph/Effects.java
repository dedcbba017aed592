package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A category of many values, known by what the label was where the value occurred: the share of the positive class, of each
 * of several classes, or the mean. Values with few rows are drawn towards that of all rows.
 *
 * @param vocabulary values with an effect of their own; the empty text is the missing value
 * @param values of the vocabulary, and last of all other values: of rare ones together, and therefore of unknown ones
 */
public record Effects(Feature feature, List<String> vocabulary, List<List<Double>> values) implements PlannedFeature {

    /** More classes would make too many columns. */
    static final int MOST_CLASSES = 10;

    /** How many rows like all others each value is taken to have besides its own. */
    private static final double WEIGHT_OF_ALL = 10;

    public Effects {
        vocabulary = List.copyOf(vocabulary);
        values = values.stream().map(List::copyOf).toList();
    }

    static Effects fit(Feature feature, List<String> vocabulary, RawColumn column, Labels labels) {
        Map<String, Integer> codes = HashMap.newHashMap(vocabulary.size());
        vocabulary.forEach(value -> codes.put(value, codes.size()));
        int width = labels.task() == Task.MULTICLASS ? labels.classes().size() : 1;
        double[][] sums = new double[vocabulary.size() + 1][width];
        double[] all = new double[width];
        int[] rows = new int[sums.length];
        for (int row = 0; row < labels.size(); row++) {
            int code = codes.getOrDefault(column.category(row), vocabulary.size());
            rows[code]++;
            for (int place = 0; place < width; place++) {
                double said = said(labels, row, place);
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
        return new Effects(feature, vocabulary, values);
    }

    /** The same with effects of other rows. */
    Effects refitted(RawColumn column, Labels labels) {
        return fit(feature, vocabulary, column, labels);
    }

    private static double said(Labels labels, int row, int place) {
        double label = labels.value(row);
        return labels.task() == Task.MULTICLASS ? (label == place ? 1 : 0) : label;
    }

    @Override
    public int numbers() {
        return values.getFirst().size();
    }

    /** Adds the nodes and returns the name of the columns. */
    String append(GraphBuilder graph) {
        String code = Codes.append(graph, feature, vocabulary, Codes.from(0, values.size()));
        double[] table = values.stream()
                .flatMapToDouble(effects -> effects.stream().mapToDouble(Double::doubleValue))
                .toArray();
        var constant = Tensors.doubles(table);
        String shaped = graph.constant(constant.toBuilder()
                .clearDims()
                .addDims(values.size())
                .addDims(numbers())
                .build());
        String found = graph.add("Gather", List.of(shaped, graph.cast(code, TensorProto.DataType.INT64)));
        return graph.add("Reshape", List.of(found, graph.constant(Tensors.longs(-1, numbers()))));
    }
}
