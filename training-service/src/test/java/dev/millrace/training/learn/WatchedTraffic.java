package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Outputs;
import dev.millrace.models.ReconstructionError;
import dev.millrace.models.SliceBaseline;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
            int[][] bins = new int[baseline.watched().size()][asked.rows()];
            int predictions = baseline.columns().size() - 1;
            for (int place = 0; place < predictions; place++) {
                var column = baseline.columns().get(place);
                count(column, asked.column(column.name()).orElseThrow(), bins[place]);
            }
            count(baseline.columns().getLast(), outputs, scores, bins[predictions]);
            countTogether(baseline, asked, bins);
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

    private static void countTogether(Baseline baseline, Table asked, int[][] bins) {
        var together = baseline.together();
        if (together == null) {
            return;
        }
        var error = new ReconstructionError(baseline.columns(), together.columns(), together.components());
        var binning = Binning.of(together.errors());
        for (int row = 0; row < asked.rows(); row++) {
            int each = row;
            int[] ofRow = Arrays.stream(bins).mapToInt(column -> column[each]).toArray();
            bins[bins.length - 1][row] = binning.bin(error.of(
                    ofRow,
                    place -> asked.column(baseline.columns().get(place).name())
                            .orElseThrow()
                            .number(each)));
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
        baseline.watched().forEach(column -> counts.add(new long[column.counts().size()]));
        return counts;
    }

    /** A window of rows that are drawn anew. */
    WindowVerdict judged(Rule rule, RandomGenerator random) {
        return JudgeWindow.judge(baseline, counts(drawn(random)), rule);
    }
}
