package dev.millrace.models;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How columns belong together, frozen with a version: a principal component analysis of standardized columns, and how far rows that it was not
 * fitted on lie from what its components keep of them. Two columns that no longer depend on each other as they did make these distances longer,
 * though each column may look as it always did.
 *
 * @param columns what the components are made of, most important first
 * @param components orthogonal directions of length 1, a number a column
 * @param errors the distances, see {@link ReconstructionError}, counted in frozen bins under the name {@link #NAME}
 */
public record Together(List<Scaled> columns, List<List<Double>> components, Baseline.Column errors) {

    /** Name of the column of distances. */
    public static final String NAME = "columns together";

    public Together {
        columns = List.copyOf(columns);
        components = components.stream().map(List::copyOf).toList();
        int width = columns.size();
        if (components.stream().anyMatch(component -> component.size() != width)) {
            throw new IllegalArgumentException(
                    "a component has not one number for each of %d columns".formatted(width));
        }
        if (!errors.name().equals(NAME) || errors.kind() != Baseline.Column.Kind.NUMBER) {
            throw new IllegalArgumentException("reconstruction errors are no numbers that are called " + NAME);
        }
    }

    /**
     * A column as numbers of mean 0 and deviation 1. A missing value is taken for the mean.
     *
     * @param mean of the rows that were fitted on
     * @param deviation their standard deviation (n), missing values taken for the mean
     * @param values of a category a number for each bin of its column in the baseline; empty for numbers, which stand for themselves
     */
    public record Scaled(String column, double mean, double deviation, List<Double> values) {
        public Scaled {
            values = List.copyOf(values);
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("column %s has one value alone".formatted(column));
            }
        }
    }

    /** The same columns, with their errors counted anew. */
    public Together with(Baseline.Column counted) {
        return new Together(columns, components, counted);
    }

    /** @throws IllegalArgumentException where these are not the columns that it is made of */
    void checkAgainst(List<Baseline.Column> baseline) {
        Map<String, Baseline.Column> byName = baseline.stream()
                .collect(Collectors.toMap(Baseline.Column::name, Function.identity(), (first, _) -> first));
        for (var scaled : columns) {
            var column = byName.get(scaled.column());
            boolean fits = column != null
                    && scaled.values().size()
                            == switch (column.kind()) {
                                case NUMBER -> 0;
                                case CATEGORY -> column.counts().size();
                            };
            if (!fits) {
                throw new IllegalArgumentException(
                        "the baseline has no column %s with these bins".formatted(scaled.column()));
            }
        }
    }
}
