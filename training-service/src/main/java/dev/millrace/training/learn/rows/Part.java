package dev.millrace.training.learn.rows;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import java.util.ArrayList;
import java.util.List;

/** Rows with their labels: those that train, those that choose or those that judge. */
public record Part(Table rows, Labels labels) {

    public int size() {
        return rows.rows();
    }

    /**
     * The rows as a model takes them.
     *
     * @throws IllegalArgumentException naming the column that these rows do not have, or have as something else
     */
    public Rows raw(List<Feature> signature) {
        List<Object> columns = new ArrayList<>(signature.size());
        for (Feature feature : signature) {
            RawColumn column = rows.column(feature.name())
                    .orElseThrow(() -> new IllegalArgumentException("the data have no column " + feature.name()));
            if (column.isText() != (feature.kind() == Feature.Kind.TEXT)) {
                throw new IllegalArgumentException("column " + feature.name() + " has changed its type");
            }
            columns.add(column.isText() ? column.texts() : column.numbers());
        }
        return new Rows(rows.rows(), columns);
    }
}
