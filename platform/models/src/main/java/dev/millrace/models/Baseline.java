package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The training rows as counts in frozen bins, kept with the version: what production is compared with.
 *
 * @param columns those of the signature that are learned from, and last the prediction under the name {@code prediction}, with
 *     underscores behind it where one of the others is called so (the score of the second of two classes, the name of the predicted
 *     one of several, or the number)
 * @param together how the columns belong together; null where that is not watched
 */
public record Baseline(
        long rows,
        List<Column> columns,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Together together) {

    /** Name of the last column, unless the data have a column of this name. */
    public static final String PREDICTION = "prediction";

    private static final String FREE = "_";

    public Baseline {
        columns = withFreeName(columns);
        if (together != null) {
            together.checkAgainst(columns);
        }
    }

    public Baseline(long rows, List<Column> columns) {
        this(rows, columns, null);
    }

    /** The columns, the last of which has another name than all before it. */
    private static List<Column> withFreeName(List<Column> columns) {
        if (columns.isEmpty() || !isPrediction(columns.getLast().name())) {
            return List.copyOf(columns);
        }
        var others = columns.subList(0, columns.size() - 1);
        var taken = others.stream().map(Column::name).collect(Collectors.toSet());
        var name = columns.getLast().name();
        while (taken.contains(name)) {
            name += FREE;
        }
        return Stream.concat(others.stream(), Stream.of(columns.getLast().named(name)))
                .toList();
    }

    /** Whether the column of the predictions may be called so. */
    static boolean isPrediction(String name) {
        return name.startsWith(PREDICTION)
                && name.substring(PREDICTION.length()).replace(FREE, "").isEmpty();
    }

    /** What the column of the predictions is called. */
    public String prediction() {
        int place = placeOfPrediction();
        return place < columns.size() ? columns.get(place).name() : PREDICTION;
    }

    /** Names of the columns that the model answers by: neither its answers nor how columns belong together. */
    public Set<String> features() {
        return columns.subList(0, placeOfPrediction()).stream()
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Behind all columns where there is none. */
    private int placeOfPrediction() {
        for (int place = columns.size() - 1; place >= 0; place--) {
            if (isPrediction(columns.get(place).name())) {
                return place;
            }
        }
        return columns.size();
    }

    /** All that is counted of a prediction: the columns, and last how they belong together. */
    public List<Column> watched() {
        return together == null
                ? columns
                : Stream.concat(columns.stream(), Stream.of(together.errors())).toList();
    }

    /**
     * One column.
     *
     * <p>NUMBER: {@code edges} e0 < e1 < … < ek are quantiles of the training rows; bin i counts e(i-1) < x <= e(i), bin 0
     * x <= e0, bin k+1 x > ek; {@code means} are the bins' means at training. CATEGORY: bin i counts
     * {@code categories[i]}, the bin after the last one counts every other value; where {@code rare} names all of these that
     * there were at training, they have that bin for themselves, and the one after it counts values that were not there. In both,
     * the last element of {@code counts} counts missing values.
     *
     * @param importance share of the model's total gain, summing to 1 over the features
     * @param mean of the non-missing numbers; 0 for categories
     * @param deviation standard deviation of the non-missing numbers (n - 1); 0 for categories
     * @param rare of a category, all values beside {@code categories} that training saw; null where that is not known, because they
     *     are too many or new ones are nothing unusual
     */
    public record Column(
            String name,
            Kind kind,
            List<Double> edges,
            List<Double> means,
            List<String> categories,
            List<Long> counts,
            double importance,
            double mean,
            double deviation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> rare) {

        public Column {
            Objects.requireNonNull(name, "a column of the baseline has no name");
            Objects.requireNonNull(kind, "a column of the baseline is of no kind");
            edges = List.copyOf(edges);
            means = List.copyOf(means);
            categories = List.copyOf(categories);
            counts = List.copyOf(counts);
            rare = rare == null ? null : List.copyOf(rare);
            int bins = (kind == Kind.NUMBER ? edges.size() : categories.size()) + (rare == null ? 2 : 3);
            if (counts.size() != bins) {
                throw new IllegalArgumentException("column %s of the baseline has %d counts and not %d, one a bin"
                        .formatted(name, counts.size(), bins));
            }
            if (kind == Kind.NUMBER && means.size() != bins - 1) {
                throw new IllegalArgumentException(
                        "column %s of the baseline has %d means and not %d, one a bin of numbers"
                                .formatted(name, means.size(), bins - 1));
            }
        }

        /** Where it is not known which rare values there were. */
        public Column(
                String name,
                Kind kind,
                List<Double> edges,
                List<Double> means,
                List<String> categories,
                List<Long> counts,
                double importance,
                double mean,
                double deviation) {
            this(name, kind, edges, means, categories, counts, importance, mean, deviation, null);
        }

        /** The same under another name. */
        Column named(String other) {
            return new Column(other, kind, edges, means, categories, counts, importance, mean, deviation, rare);
        }

        /** The same bins with other rows in them. */
        public Column withCounts(List<Long> others) {
            return new Column(name, kind, edges, means, categories, others, importance, mean, deviation, rare);
        }

        /** How values are binned; numbers with five distinct values or fewer are categories. */
        public enum Kind {
            NUMBER,
            CATEGORY
        }
    }
}
