package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Outputs;
import dev.millrace.models.SliceBaseline;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rows that a learned model is asked about, each value reduced to its bin; windows are drawn from them. */
final class WatchedTraffic {

    /** Of a window. */
    static final int ROWS = 500;

    private final Baseline baseline;
    private final int[][] bins;
    private final Table asked;
    private final List<String> answers;

    private WatchedTraffic(Baseline baseline, int[][] bins, Table asked, List<String> answers) {
        this.baseline = baseline;
        this.bins = bins;
        this.asked = asked;
        this.answers = answers;
    }

    static WatchedTraffic of(Workbench bench, Digest model, Table asked) {
        var manifest = bench.packages.read(model);
        var baseline = bench.packages.baseline(manifest);
        var outputs = manifest.outputs();
        try (var predictor = bench.packages.predictor(manifest)) {
            var part = new Part(asked, new Labels(outputs, new double[asked.rows()]));
            float[] scores = part.through(predictor::scores, manifest.signature(), outputs.width())
                    .values();
            int[][] bins = new int[baseline.columns().size()][asked.rows()];
            for (int place = 0; place < bins.length; place++) {
                var column = baseline.columns().get(place);
                if (place < bins.length - 1) {
                    count(column, asked.column(column.name()).orElseThrow(), bins[place]);
                } else {
                    count(column, outputs, scores, bins[place]);
                }
            }
            var answers = IntStream.range(0, asked.rows())
                    .mapToObj(row -> outputs.answer(scores, row))
                    .toList();
            return new WatchedTraffic(baseline, bins, asked, answers);
        }
    }

    private static void count(Baseline.Column frozen, RawColumn values, int[] bins) {
        var binning = Binning.of(frozen);
        boolean numbers = frozen.kind() == Baseline.Column.Kind.NUMBER;
        for (int row = 0; row < bins.length; row++) {
            bins[row] = numbers ? binning.bin(values.number(row)) : binning.bin(values.category(row));
        }
    }

    private static void count(Baseline.Column frozen, Outputs outputs, float[] scores, int[] bins) {
        var binning = Binning.of(frozen);
        boolean numbers = frozen.kind() == Baseline.Column.Kind.NUMBER;
        for (int row = 0; row < bins.length; row++) {
            bins[row] = numbers
                    ? binning.bin(scores[(row + 1) * outputs.width() - 1])
                    : binning.bin(outputs.answer(scores, row));
        }
    }

    Baseline baseline() {
        return baseline;
    }

    /** The rule with its defaults; windows are closed as soon as they have their rows. */
    static Rule rule(DriftWorld world) {
        return new Rule(
                ROWS,
                0.1,
                0.1,
                world.critical(),
                2,
                new WindowTimes(Duration.ZERO, Duration.ofDays(1), Duration.ofHours(6)));
    }

    /** How many answers are what a column says. */
    long right(String label) {
        var truths = asked.column(label).orElseThrow();
        return IntStream.range(0, asked.rows())
                .filter(row -> answers.get(row).equals(truths.category(row)))
                .count();
    }

    /** All rows as one window. */
    List<long[]> all() {
        var counts = zeroes();
        for (int row = 0; row < asked.rows(); row++) {
            for (int column = 0; column < bins.length; column++) {
                counts.get(column)[bins[column][row]]++;
            }
        }
        return counts;
    }

    /** Some rows as a window. */
    List<long[]> counts(List<Integer> rows) {
        var counts = zeroes();
        for (int row : rows) {
            for (int column = 0; column < bins.length; column++) {
                counts.get(column)[bins[column][row]]++;
            }
        }
        return counts;
    }

    /** The rows of a window, drawn anew. */
    List<Integer> drawn(RandomGenerator random) {
        return random.ints(ROWS, 0, asked.rows()).boxed().toList();
    }

    boolean isIn(SliceBaseline.Place slice, int row) {
        return bins[slice.column()][row] == slice.bin();
    }

    private List<long[]> zeroes() {
        List<long[]> counts = new ArrayList<>();
        baseline.columns().forEach(column -> counts.add(new long[column.counts().size()]));
        return counts;
    }

    /** A window of rows that are drawn anew. */
    WindowVerdict judged(Rule rule, RandomGenerator random) {
        return JudgeWindow.judge(baseline, counts(drawn(random)), rule);
    }

    DriftLevel level(Rule rule, RandomGenerator random) {
        return judged(rule, random).level();
    }
}
