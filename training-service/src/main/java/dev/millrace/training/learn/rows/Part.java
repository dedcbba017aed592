package dev.millrace.training.learn.rows;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * The rows as a model takes them: as in a request, a column may be absent where the signature lets rows leave it out.
     *
     * @throws IllegalArgumentException naming the column that these rows do not have, or have as something else
     */
    public Rows raw(List<Feature> signature) {
        List<Object> columns = new ArrayList<>(signature.size());
        for (Feature feature : signature) {
            Optional<RawColumn> column = rows.column(feature.name());
            if (column.isEmpty() && !feature.nullable()) {
                throw new IllegalArgumentException("the data have no column " + feature.name());
            }
            columns.add(column.map(present -> values(present, feature)).orElseGet(() -> missing(feature)));
        }
        return new Rows(rows.rows(), columns);
    }

    private Object values(RawColumn column, Feature feature) {
        if (feature.kind() == Feature.Kind.TEXT) {
            return column.isText() ? column.texts() : spelled(column);
        }
        boolean time = feature.kind() == Feature.Kind.TIME;
        if (column.kind() == RawColumn.Kind.TEXT || time != (column.kind() == RawColumn.Kind.TIME)) {
            throw new IllegalArgumentException("column " + feature.name() + " has changed its type");
        }
        return column.numbers();
    }

    private Object missing(Feature feature) {
        if (feature.kind() == Feature.Kind.TEXT) {
            return IntStream.range(0, rows.rows()).mapToObj(row -> "").toArray(String[]::new);
        }
        return IntStream.range(0, rows.rows()).mapToDouble(row -> Double.NaN).toArray();
    }

    private String[] spelled(RawColumn column) {
        return IntStream.range(0, rows.rows()).mapToObj(column::category).toArray(String[]::new);
    }
}
