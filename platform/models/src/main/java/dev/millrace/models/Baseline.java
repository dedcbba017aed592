package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The training rows as counts in frozen bins, kept with the version: what production is compared with.
 *
 * @param columns those of the signature that are learned from, and last the prediction under the name {@code prediction} (the score of
 *     the second of two classes, the name of the predicted one of several, or the number)
 * @param together how the columns belong together; null where that is not watched
 */
public record Baseline(
        long rows,
        List<Column> columns,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Together together) {

    /** Name of the last column. */
    public static final String PREDICTION = "prediction";

    public Baseline {
        columns = List.copyOf(columns);
        if (together != null) {
            together.checkAgainst(columns);
        }
    }

    public Baseline(long rows, List<Column> columns) {
        this(rows, columns, null);
    }

    /** Whether a watched column of this name is one that the model answers by, and neither its answers nor how columns belong together. */
    public static boolean isFeature(String column) {
        return !column.equals(PREDICTION) && !column.equals(Together.NAME);
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
