package dev.millrace.monitoring.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.rule.RuleFiguresTests.Source;
import dev.millrace.monitoring.drift.rule.RuleFiguresTests.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the rule alarms no more often than it states where the baseline is small, 500 rows being the least that is judged; seeded. */
class SmallBaselinesTests {

    private static final Logger log = LoggerFactory.getLogger(SmallBaselinesTests.class);
    private static final int TABLES = 40;
    private static final int WINDOWS = 50;

    /** Stating takes as long as two thousand windows, and says about the same of each table. */
    private static final int STATED = 5;

    private static final int COLUMNS = 10;

    private static final double[] FOUR = {0.5, 0.3, 0.15, 0.05};

    private static World world(int rows, IntFunction<Source> column) {
        var columns = new ArrayList<Source>();
        IntStream.range(0, COLUMNS).mapToObj(column).forEach(columns::add);
        columns.add(RuleFiguresTests.PREDICTION);
        return new World(rows, rows * 3 / 10, columns, List.of());
    }

    @ParameterizedTest(name = "{0} rows, {1}")
    @CsvSource({"600, numbers", "1000, numbers", "5000, numbers", "600, categories"})
    void alarmsAsOftenAsStated(int rows, String kind) {
        var world = world(
                rows,
                place -> kind.equals("numbers")
                        ? RuleFiguresTests.normal("x" + place, 1.0 / COLUMNS)
                        : RuleFiguresTests.weighted("x" + place, 1.0 / COLUMNS, FOUR));
        var seen = seen(world, rows + " rows, " + kind, world::baseline);
        assertThat(seen.alarms()).isLessThanOrEqualTo(seen.to());
    }

    /** The predictions of 267 rows, each of them independent of the others, or as copies that the split keeps together. */
    @Test
    void copiesThatStayTogetherAreWorthFewerRows() {
        var world = new World(891, 267, List.of(RuleFiguresTests.PREDICTION), List.of());
        assertThat(seen(world, "independent rows", world::baseline))
                .satisfies(seen -> assertThat(seen.alarms()).isLessThanOrEqualTo(seen.to()));
        assertThat(seen(world, "copies, each counted as a row", random -> ofCopies(267, 1, random)))
                .satisfies(seen -> assertThat(seen.alarms()).isGreaterThan(seen.to()));
        assertThat(seen(world, "copies, counted as what they are worth", random -> ofCopies(267, 0.5, random)))
                .satisfies(seen -> assertThat(seen.alarms()).isLessThanOrEqualTo(seen.to()));
    }

    /**
     * Of rows drawn with replacement, a row is there once on average, and as often as a Poisson variable says: the mean of its square is 2,
     * so that a row is worth half an independent one.
     */
    private static Baseline ofCopies(int rows, double worth, RandomGenerator random) {
        var values = Stream.generate(() -> random)
                .flatMapToDouble(each -> {
                    double value = each.nextGaussian();
                    return DoubleStream.generate(() -> value).limit(poisson(each));
                })
                .limit(rows)
                .toArray();
        var frozen = RuleFiguresTests.PREDICTION.frozen(values);
        var counts =
                frozen.counts().stream().map(count -> Math.round(count * worth)).toList();
        return new Baseline(rows, List.of(frozen.withCounts(counts)));
    }

    /** With mean 1, by Knuth's multiplication. */
    private static int poisson(RandomGenerator random) {
        int drawn = 0;
        for (double left = random.nextDouble(); left > Math.exp(-1); left *= random.nextDouble()) {
            drawn++;
        }
        return drawn;
    }

    /**
     * Shares of windows.
     *
     * @param to the largest that is stated
     * @param alarms that were seen
     */
    private record Seen(double to, double alarms) {}

    private static Seen seen(World world, String name, Function<RandomGenerator, Baseline> table) {
        var rule = RuleFiguresTests.rule(world);
        var random = new SplittableRandom(name.hashCode());
        int alarms = 0;
        int episodes = 0;
        var stated = new ArrayList<FalseAlarms>();
        for (int each = 0; each < TABLES; each++) {
            var baseline = table.apply(random);
            if (each < STATED) {
                stated.add(FalseAlarms.of(baseline, rule, each));
            }
            var seen = RuleFiguresTests.watched(
                    WINDOWS, baseline, rule, () -> world.window(baseline, random, List.of(), value -> value));
            alarms += seen.alarms();
            episodes += seen.episodes();
        }
        var seen = new Seen(mean(stated, FalseAlarms::to), alarms / (double) (TABLES * WINDOWS));
        log.info(
                "{}: {} of windows stated, up to {}, {} seen; episodes: {} stated, {} seen",
                name,
                mean(stated, FalseAlarms::windowShare),
                seen.to(),
                seen.alarms(),
                mean(stated, FalseAlarms::episodeShare),
                episodes / (double) (TABLES * WINDOWS));
        return seen;
    }

    private static double mean(List<FalseAlarms> stated, ToDoubleFunction<FalseAlarms> figure) {
        return stated.stream().mapToDouble(figure).average().orElseThrow();
    }
}
