package dev.millrace.monitoring.drift.rule;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.PooledVerdict;
import dev.millrace.drift.rule.PooledWindows;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often the rule alarms though nothing moved, and how often it does where something did; seeded. docs/monitoring.md has the table. */
class RuleFiguresTests {

    private static final Logger log = LoggerFactory.getLogger(RuleFiguresTests.class);
    private static final int BASELINES = 20;
    private static final int WINDOWS = 100;
    private static final int ROWS = 500;

    /** As training makes them. */
    private static final int QUANTILES = 30;

    /**
     * What a table is drawn from.
     *
     * @param rows of the table, from which the baseline is made
     * @param unseen rows from which the baseline of the predictions is made
     * @param critical names of columns that are
     */
    record World(int rows, int unseen, List<Source> columns, List<String> critical) {

        Baseline baseline(RandomGenerator random) {
            var all = new ArrayList<Baseline.Column>();
            for (var column : columns) {
                int count = column.name().equals(Baseline.PREDICTION) ? unseen : rows;
                all.add(column.frozen(draw(column, count, random, value -> value)));
            }
            return new Baseline(rows, all);
        }

        List<long[]> window(Baseline baseline, RandomGenerator random, List<String> moved, DoubleUnaryOperator by) {
            return IntStream.range(0, columns.size())
                    .mapToObj(place -> {
                        var column = columns.get(place);
                        var bins = Binning.of(baseline.columns().get(place));
                        var counts = new long[bins.bins()];
                        var values = draw(column, ROWS, random, moved.contains(column.name()) ? by : value -> value);
                        Arrays.stream(values).forEach(value -> counts[bins.bin(value)]++);
                        return counts;
                    })
                    .toList();
        }

        private static double[] draw(Source column, int rows, RandomGenerator random, DoubleUnaryOperator by) {
            return DoubleStream.generate(() -> column.values().next(random))
                    .limit(rows)
                    .map(by)
                    .toArray();
        }
    }

    /** A column's values: numbers, or the codes of categories. */
    record Source(String name, double importance, boolean category, Values values) {

        Baseline.Column frozen(double[] drawn) {
            if (!category) {
                return MadeUpBaselines.number(name, importance, drawn, QUANTILES);
            }
            var frequent = Arrays.stream(drawn)
                    .boxed()
                    .collect(Collectors.groupingBy(Binning::category, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(20)
                    .map(Map.Entry::getKey)
                    .toList();
            var bins = Binning.ofCategories(frequent);
            var counts = new long[bins.bins()];
            Arrays.stream(drawn).forEach(value -> counts[bins.bin(value)]++);
            return MadeUpBaselines.category(
                    name, importance, frequent, Arrays.stream(counts).boxed().toList());
        }
    }

    /** Draws one value. */
    interface Values {
        double next(RandomGenerator random);
    }

    static Source normal(String name, double importance) {
        return new Source(name, importance, false, RandomGenerator::nextGaussian);
    }

    private static Source skewed(String name, double importance) {
        return new Source(name, importance, false, random -> Math.exp(random.nextGaussian()));
    }

    static Source weighted(String name, double importance, double... shares) {
        return new Source(name, importance, true, random -> {
            double left = random.nextDouble();
            int place = 0;
            while (place < shares.length - 1 && left >= shares[place]) {
                left -= shares[place];
                place++;
            }
            return place;
        });
    }

    private static Source alike(String name, double importance, int categories) {
        return new Source(name, importance, true, random -> random.nextInt(categories));
    }

    /** A third of the rows are copies of three. */
    private static Source copied(String name, double importance) {
        return new Source(
                name, importance, false, random -> random.nextInt(3) == 0 ? random.nextInt(3) : random.nextGaussian());
    }

    static final Source PREDICTION = normal(Baseline.PREDICTION, 0);

    private static World noise(int rows) {
        var columns = new ArrayList<Source>();
        IntStream.range(0, 20).forEach(each -> columns.add(normal("x" + each, 0.05)));
        columns.add(PREDICTION);
        return new World(rows, rows * 3 / 10, columns, List.of());
    }

    private static World taxi() {
        return new World(
                8000,
                2400,
                List.of(
                        skewed("fare", 0.3),
                        skewed("miles", 0.1),
                        skewed("seconds", 0.1),
                        weighted("payment_type", 0.3, 0.56, 0.4, 0.015, 0.02, 0.005),
                        weighted("company", 0.1, 0.34, 0.3, 0.12, 0.09, 0.07, 0.05, 0.03),
                        alike("area", 0.1, 77),
                        PREDICTION),
                List.of("fare", "payment_type"));
    }

    private static World titanic() {
        return new World(
                891,
                267,
                List.of(
                        weighted("sex", 0.45, 0.65, 0.35),
                        weighted("class", 0.25, 0.24, 0.21, 0.55),
                        normal("age", 0.1),
                        skewed("fare", 0.1),
                        weighted("embarked", 0.1, 0.72, 0.19, 0.09),
                        PREDICTION),
                List.of());
    }

    private static World copies() {
        return new World(
                11_000,
                3300,
                List.of(copied("a", 0.4), copied("b", 0.3), copied("c", 0.2), copied("d", 0.1), PREDICTION),
                List.of("a"));
    }

    private static World manyCategories() {
        return new World(10_000, 3000, List.of(alike("city", 1, 500), PREDICTION), List.of("city"));
    }

    static Stream<Arguments> unmoved() {
        return Stream.of(
                Arguments.of("taxi", taxi()),
                Arguments.of("titanic", titanic()),
                Arguments.of("copies of rows", copies()),
                Arguments.of("500 categories", manyCategories()),
                Arguments.of("20 columns of noise, 1000 rows", noise(1000)),
                Arguments.of("20 columns of noise, 10 000 rows", noise(10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unmoved")
    void hardlyEverAlarmsWhereNothingMoved(String name, World world) {
        var random = new SplittableRandom(name.hashCode());
        int episodes = 0;
        int alarms = 0;
        for (int table = 0; table < BASELINES; table++) {
            var baseline = world.baseline(random);
            var rule = rule(world);
            var seen =
                    watched(WINDOWS, baseline, rule, () -> world.window(baseline, random, List.of(), value -> value));
            episodes += seen.episodes();
            alarms += seen.alarms();
        }
        log.info("{}: {} episodes and {} single alarms in {} windows", name, episodes, alarms, BASELINES * WINDOWS);
        assertThat(episodes).isLessThanOrEqualTo(BASELINES * WINDOWS / 1000);
    }

    /** Those with three of twenty columns are the rows of the table in which a column or the share was found within two windows. */
    static Stream<Arguments> moved() {
        var three = List.of("x0", "x7", "x13");
        return Stream.of(
                Arguments.of("taxi, fare", taxi(), List.of("fare"), 0.5 * 2.16, 3, 99),
                Arguments.of("copies, a", copies(), List.of("a"), 0.5, 3, 99),
                Arguments.of("noise, critical x0", critical(noise(1000)), List.of("x0"), 0.5, 3, 99),
                Arguments.of("titanic, prediction", titanic(), List.of(Baseline.PREDICTION), 0.5, 3, 95),
                Arguments.of("noise, 3 of 20", noise(1000), three, 0.5, 2, 99),
                Arguments.of("noise, 3 of 20", noise(1000), three, 0.3, 2, 95),
                Arguments.of("noise, 3 of 20", noise(1000), three, 0.2, 2, 53));
    }

    private static World critical(World world) {
        return new World(world.rows(), world.unseen(), world.columns(), List.of("x0"));
    }

    @ParameterizedTest(name = "{0} by {3}")
    @MethodSource("moved")
    void findsWhatMoved(String name, World world, List<String> columns, double by, int windows, int least) {
        var random = new SplittableRandom(name.hashCode());
        int found = 0;
        for (int table = 0; table < 100; table++) {
            var baseline = world.baseline(random);
            var rule = rule(world);
            found +=
                    watched(windows, baseline, rule, () -> world.window(baseline, random, columns, value -> value + by))
                                            .episodes()
                                    > 0
                            ? 1
                            : 0;
        }
        log.info("{} by {}: {} of 100 within {} windows", name, by, found, windows);
        assertThat(found).isGreaterThanOrEqualTo(least);
    }

    static Rule rule(World world) {
        return new Rule(ROWS, 0.1, 0.1, world.critical(), 2, AT_ONCE);
    }

    record Seen(int episodes, int alarms) {}

    static Seen watched(int windows, Baseline baseline, Rule rule, Supplier<List<long[]>> next) {
        var agreement = Agreement.NONE;
        int episodes = 0;
        int alarms = 0;
        var latest = new ArrayList<List<long[]>>();
        for (int each = 0; each < windows; each++) {
            latest.add(next.get());
            var level = JudgeWindow.judge(baseline, latest.getLast(), rule).level();
            var at = Instant.EPOCH.plus(Duration.ofMinutes(each));
            var parts = Agreement.Parts.NONE;
            if (latest.size() == PooledWindows.count(rule)) {
                parts = new PooledVerdict(latest.size(), at, 0, PooledWindows.judge(baseline, latest, rule)).parts();
                latest.removeFirst();
            }
            var after = agreement.after(level.sign(), new Agreement.Span(at, at), 2, Duration.ZERO, parts);
            episodes += after.newsSince(agreement) == News.BEGAN ? 1 : 0;
            alarms += level == DriftLevel.DRIFT ? 1 : 0;
            agreement = after;
        }
        return new Seen(episodes, alarms);
    }
}
