package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.training.learn.graph.Effects;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.Moment;
import dev.millrace.training.learn.graph.PlannedFeature;
import dev.millrace.training.learn.graph.Terms;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Freezes the bins that production is counted in. Features are counted in all rows that were learned from or judged by, copies as
 * often as they are there, because that is the world as it was; the training rows alone are not, where copies fall into one part.
 * Predictions are counted in rows that training did not see, because a model is surer about those that it did; where a split keeps rows
 * together, they are counted as so many independent ones as they are worth.
 */
public final class BaselineOfRows {

    private static final int QUANTILES = 30;
    private static final int MOST_SORTED = 50_000;
    private static final int FEWEST_SORTED = 10_000;
    private static final int MOST_CATEGORIES = 20;
    private static final int FEW_NUMBERS = 5;
    private static final int MOST_RARE = 1000;

    /** Share of rows with values that were never seen before from which on new values are nothing unusual. */
    private static final double NOT_UNUSUAL = 0.001;

    private BaselineOfRows() {}

    /**
     * Counts rows.
     *
     * @param all rows that were learned from or judged by
     * @param importances a share a feature, in the order of the plan
     * @param unseen rows that training did not see
     * @param watched columns that are counted also where they are not learned from
     */
    public static Baseline of(
            FeaturePlan plan, Table all, double[] importances, UnseenRows unseen, Collection<String> watched) {
        List<Baseline.Column> columns = new ArrayList<>(IntStream.range(0, importances.length)
                .parallel()
                .mapToObj(i -> learned(plan.features().get(i), all, importances[i]))
                .toList());
        plan.signature().parallelStream()
                .map(Feature::name)
                .filter(plan.dropped()::containsKey)
                .flatMap(name -> all.column(name).stream())
                .flatMap(column -> unlearned(column, all.rows(), watched.contains(column.name())).stream())
                .toList()
                .forEach(columns::add);
        columns.add(predictions(unseen));
        return new Baseline(all.rows(), columns);
    }

    private static Baseline.Column learned(PlannedFeature planned, Table all, double importance) {
        RawColumn column = all.column(planned.feature().name()).orElseThrow();
        return switch (planned) {
            case PlannedFeature.Quantity _ -> quantities(column, all.rows(), importance);
            case PlannedFeature.Category category when isPresence(category) -> presence(column, all.rows(), importance);
            case PlannedFeature.Category _, Effects _ -> categories(column, all.rows(), importance);
            // Dates always move on, and texts rarely repeat.
            case Moment _, Terms _ -> presence(column, all.rows(), importance);
        };
    }

    private static boolean isPresence(PlannedFeature.Category category) {
        return category.vocabulary().equals(List.of(""));
    }

    /** A column with one value, or none, is watched for any other; another one that is not learned from only where it is asked for. */
    private static Optional<Baseline.Column> unlearned(RawColumn column, int rows, boolean asked) {
        long distinct = IntStream.range(0, rows)
                .filter(row -> !column.missing(row))
                .mapToObj(column::category)
                .distinct()
                .limit(rows / 2L + 2)
                .count();
        if (distinct > 1 && !asked) {
            return Optional.empty();
        }
        boolean manyTexts = column.isText() && distinct > rows / 2;
        if (column.kind() == RawColumn.Kind.TIME || manyTexts || distinct == 0) {
            return Optional.of(presence(column, rows, 0));
        }
        return Optional.of(column.isText() ? categories(column, rows, 0) : quantities(column, rows, 0));
    }

    private static Baseline.Column quantities(RawColumn column, int rows, double importance) {
        return few(column, rows) ? categories(column, rows, importance) : numbers(column, importance);
    }

    private static Baseline.Column predictions(UnseenRows unseen) {
        int rows = unseen.clusters().rows();
        var answers = unseen.answers(IntStream.range(0, rows));
        var counted = answers.isText() ? categories(answers, rows, 0) : numbers(answers, 0);
        return counted.withCounts(UnseenRows.counted(counted.counts(), unseen.worth()));
    }

    private static boolean few(RawColumn column, int rows) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (int row = 0; row < rows && distinct.size() <= FEW_NUMBERS; row++) {
            if (!column.missing(row)) {
                distinct.add(column.number(row) + 0.0);
            }
        }
        return distinct.size() <= FEW_NUMBERS;
    }

    /** Of values that hardly ever come twice it is only watched whether they are there. */
    private static Baseline.Column presence(RawColumn column, int rows, double importance) {
        return categories(column, rows, importance, 0);
    }

    private static Baseline.Column categories(RawColumn column, int rows, double importance) {
        return categories(column, rows, importance, MOST_CATEGORIES);
    }

    private static Baseline.Column categories(RawColumn column, int rows, double importance, int most) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            if (!column.missing(row)) {
                counts.merge(column.category(row), 1, Integer::sum);
            }
        }
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
        List<String> rare = most == 0 ? null : rare(counts, frequent, rows);
        Binning binning = Binning.ofCategories(frequent, rare);
        long[] bins = new long[binning.bins()];
        for (int row = 0; row < rows; row++) {
            bins[binning.bin(column.category(row))]++;
        }
        return new Baseline.Column(
                column.name(),
                Baseline.Column.Kind.CATEGORY,
                List.of(),
                List.of(),
                frequent,
                Arrays.stream(bins).boxed().toList(),
                importance,
                0,
                0,
                rare);
    }

    /**
     * All values that are not frequent, in order; null where there are none or very many, or where new ones have to be expected: the
     * share of rows with a value that was not seen yet is about that of the values seen once (Good, Biometrika 40, 1953).
     */
    private static @Nullable List<String> rare(Map<String, Integer> counts, List<String> frequent, int rows) {
        long once = counts.values().stream().filter(count -> count == 1).count();
        int rare = counts.size() - frequent.size();
        return rare == 0 || rare > MOST_RARE || once > NOT_UNUSUAL * rows
                ? null
                : counts.keySet().stream()
                        .filter(value -> !frequent.contains(value))
                        .sorted()
                        .toList();
    }

    /** Every row is counted; the bins are those of some rows where they are many, because sorting takes longer than all the rest. */
    static Baseline.Column numbers(RawColumn column, double importance) {
        DoubleSummaryStatistics known = known(column);
        List<Double> edges = edges(column, known);
        Binning binning = Binning.ofEdges(edges);
        long[] bins = new long[binning.bins()];
        double[] sums = new double[binning.bins()];
        for (int row = 0; row < column.size(); row++) {
            double value = column.number(row);
            int bin = binning.bin(value);
            bins[bin]++;
            sums[bin] += value;
        }
        List<Double> means = new ArrayList<>();
        for (int bin = 0; bin <= edges.size(); bin++) {
            means.add(bins[bin] == 0 ? edges.get(Math.min(bin, edges.size() - 1)) : sums[bin] / bins[bin]);
        }
        var spread = Spread.of(column, known);
        return new Baseline.Column(
                column.name(),
                Baseline.Column.Kind.NUMBER,
                edges,
                means,
                List.of(),
                Arrays.stream(bins).boxed().toList(),
                importance,
                spread.mean(),
                spread.deviation());
    }

    /** Mean and standard deviation (n - 1) of the numbers of a column that are not missing; 0 where there are none, or one. */
    record Spread(double mean, double deviation) {

        static final Spread NONE = new Spread(0, 0);

        static Spread of(RawColumn column) {
            return of(column, known(column));
        }

        private static Spread of(RawColumn column, DoubleSummaryStatistics known) {
            double mean = known.getAverage();
            var squares = summary(column, value -> (value - mean) * (value - mean));
            return new Spread(mean, known.getCount() < 2 ? 0 : Math.sqrt(squares.getSum() / (known.getCount() - 1)));
        }
    }

    private static DoubleSummaryStatistics known(RawColumn column) {
        return summary(column, value -> value);
    }

    /** Of the numbers that are not missing. */
    private static DoubleSummaryStatistics summary(RawColumn column, DoubleUnaryOperator of) {
        var summary = new DoubleSummaryStatistics();
        for (int row = 0; row < column.size(); row++) {
            double value = column.number(row);
            if (!Double.isNaN(value)) {
                summary.accept(of.applyAsDouble(value));
            }
        }
        return summary;
    }

    /** Quantiles, each value once; the largest value is the last edge, so that what lies above it is new. */
    private static List<Double> edges(RawColumn column, DoubleSummaryStatistics known) {
        boolean many = column.size() > MOST_SORTED;
        double[] some = column.sortedNumbers(many ? MOST_SORTED : column.size());
        double[] sorted = many && some.length < FEWEST_SORTED ? column.sortedNumbers() : some;
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 0; i <= QUANTILES; i++) {
            edges.add(sorted[(int) ((long) (sorted.length - 1) * i / QUANTILES)] + 0.0);
        }
        if (many) {
            edges.pollFirst();
            edges.add(known.getMin() + 0.0);
            edges.pollLast();
            edges.add(known.getMax() + 0.0);
        }
        return List.copyOf(edges);
    }
}
