package dev.millrace.training.learn.rows;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Rows with their labels: those that train, those that choose or those that judge. */
public record Part(Table rows, Labels labels) {

    public int size() {
        return rows.rows();
    }

    /** The rows with these indices, in this order. */
    public Part select(int[] indices) {
        return new Part(rows.select(indices), labels.select(indices));
    }

    /**
     * What a graph or model makes of the rows, block by block on all processors, so that no more than some blocks is ever copied.
     *
     * @param model from raw columns of the signature to so many numbers a row
     */
    public Blocks through(Function<Rows, float[]> model, List<Feature> signature, int width) {
        // What does not fit is refused here, before other threads would wrap the refusal.
        raw(signature, 0, 0);
        var blocks = new Blocks(size(), width);
        IntStream.range(0, blocks.count())
                .parallel()
                .forEach(block ->
                        blocks.set(block, model.apply(raw(signature, blocks.first(block), blocks.end(block)))));
        return blocks;
    }

    /**
     * Some of the rows as a model takes them: as in a request, a column may be absent where the signature lets rows leave it out.
     *
     * @throws IllegalArgumentException naming the column that these rows do not have, or have as something else
     */
    private Rows raw(List<Feature> signature, int from, int to) {
        var columns = new ArrayList<Object>(signature.size());
        for (var feature : signature) {
            var column = rows.column(feature.name());
            if (column.isEmpty() && !feature.nullable()) {
                throw new IllegalArgumentException("the data have no column " + feature.name());
            }
            columns.add(column.map(present -> values(present, feature, from, to))
                    .orElseGet(() -> missing(feature, to - from)));
        }
        return new Rows(to - from, columns);
    }

    private static Object values(RawColumn column, Feature feature, int from, int to) {
        if (feature.kind() == Feature.Kind.TEXT) {
            return column.isText() ? column.texts(from, to) : spelled(column, from, to);
        }
        boolean time = feature.kind() == Feature.Kind.TIME;
        if (column.kind() == RawColumn.Kind.TEXT || time != (column.kind() == RawColumn.Kind.TIME)) {
            throw new IllegalArgumentException("column " + feature.name() + " has changed its type");
        }
        return column.numbers(from, to);
    }

    private static Object missing(Feature feature, int rows) {
        if (feature.kind() == Feature.Kind.TEXT) {
            String[] texts = new String[rows];
            Arrays.fill(texts, "");
            return texts;
        }
        double[] numbers = new double[rows];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    private static String[] spelled(RawColumn column, int from, int to) {
        return IntStream.range(from, to).mapToObj(column::category).toArray(String[]::new);
    }
}
