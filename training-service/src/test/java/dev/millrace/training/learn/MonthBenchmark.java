package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.episode.Sign;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.training.learn.rows.ReadRows;
import dev.millrace.training.learn.rows.RunMemory;
import dev.millrace.training.learn.rows.Table;
import dev.millrace.training.pipeline.SimulatedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A month in minutes: a stream of 45 000 rows in order, made up after that of the Australian electricity market (elec2), whose labels come a
 * day late. Each window of 500 answers is judged for drift, each day's labelled rows are a version of the dataset, and the trigger policy
 * decides what is learned when; beside it never learning again, and learning each day. Seeded; nothing waits for a clock.
 */
final class MonthBenchmark {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int DAYS = 30;
    private static final int ROWS_A_DAY = 1500;
    private static final int WINDOWS_A_DAY = ROWS_A_DAY / Rule.LEAST_ROWS;

    /** Days whose rows the first model is made of; it serves from the day after the day on which their labels came. */
    private static final int FIRST_DAYS = 2;

    private static final String SPEC = """
            apiVersion: millrace/v1
            kind: Pipeline
            name: month
            data: {dataset: market, label: up, exclude: [row]}
            train:
              select: auc
              candidates: [{trainer: gradient-boosted-trees, parameters: {trees: 60, depth: 4, earlyStopping: 0}}]
            gates: [{metric: auc, min: 0}]
            """;

    private final Workbench bench;
    private final int seed;
    private final List<Digest> days = new ArrayList<>();
    private final List<Table> asked = new ArrayList<>();

    private MonthBenchmark(Workbench bench, int seed) {
        this.bench = bench;
        this.seed = seed;
        var read = new ReadRows(bench.datasets, bench.artifacts, new RunMemory(Long.MAX_VALUE));
        var data = Workbench.spec(SPEC).data();
        for (int day = 0; day < DAYS; day++) {
            days.add(bench.rows(query(day)));
            asked.add(
                    read.read(List.of(days.getLast()), Map.of(), data, Set.of()).table());
        }
    }

    /** @param arguments how many months, each with a seed of its own; one where nothing is said */
    public static void main(String[] arguments) throws IOException {
        int months = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        var outcomes = new EnumMap<Policy, List<Outcome>>(Policy.class);
        for (int seed = 0; seed < months; seed++) {
            try (var bench = new Workbench(Files.createTempDirectory("millrace-month"))) {
                var month = new MonthBenchmark(bench, seed);
                for (var policy : Policy.values()) {
                    outcomes.computeIfAbsent(policy, each -> new ArrayList<>()).add(month.new Month(policy).through());
                }
            }
        }
        print(outcomes);
    }

    private static void print(Map<Policy, List<Outcome>> outcomes) {
        System.out.printf(
                Locale.ROOT,
                "%d rows in %d days, labels a day late; mean of %d months, lowest and highest%n",
                DAYS * ROWS_A_DAY,
                DAYS,
                Objects.requireNonNull(outcomes.get(Policy.NEVER)).size());
        double never =
                accuracy(Objects.requireNonNull(outcomes.get(Policy.NEVER))).getAverage();
        outcomes.forEach((policy, months) -> {
            var accuracy = accuracy(months);
            double runs = months.stream().mapToInt(Outcome::runs).average().orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %4.1f runs  accuracy %.2f%% (%.2f to %.2f%%)  gained over never, each run %.3f%%%n",
                    policy.title,
                    runs,
                    100 * accuracy.getAverage(),
                    100 * accuracy.getMin(),
                    100 * accuracy.getMax(),
                    100 * (accuracy.getAverage() - never) / Math.max(1, runs));
        });
    }

    private static DoubleSummaryStatistics accuracy(List<Outcome> months) {
        return months.stream().mapToDouble(Outcome::accuracy).summaryStatistics();
    }

    /**
     * A day's rows. What makes prices rise changes for good on the 12th day and again on the 22nd, with more demand from the 18th on, and a little
     * each day.
     */
    private String query(int day) {
        var key = "(i + %d)".formatted(day * ROWS_A_DAY);
        var demand = "0.5 + 0.3 * sin(2 * pi() * i / %d) + 0.1 * %s + %f"
                .formatted(ROWS_A_DAY, normal(key, "demand"), day < 18 ? 0.0 : 0.15);
        var rises =
                day < 12 ? "price - 0.6 * demand" : day < 22 ? "0.8 * demand - transfer" : "price + transfer - demand";
        return """
                SELECT *, %s + 0.15 * %s + %f > 0 AS up FROM (
                  SELECT %s AS row, CAST(i AS DOUBLE) / %d AS period, %s AS demand, 0.3 + 0.3 * (%s) + 0.2 * %s AS price,
                    0.4 + 0.2 * %s AS transfer, 0.5 + 0.2 * %s AS neighbour_demand, 0.4 + 0.2 * %s AS neighbour_price
                  FROM range(%d) AS r(i))""".formatted(
                        rises,
                        normal("row", "noise"),
                        0.004 * day - 0.1,
                        key,
                        ROWS_A_DAY,
                        demand,
                        demand,
                        normal(key, "price"),
                        normal(key, "transfer"),
                        normal(key, "neighbour_demand"),
                        normal(key, "neighbour_price"),
                        ROWS_A_DAY);
    }

    private String normal(String key, String name) {
        var uniform = "((CAST(hash(%s, '%s') %% 1000003 AS DOUBLE) + 0.5) / 1000003)";
        var seeded = seed == 0 ? name : name + "-" + seed;
        return "(sqrt(-2 * ln(%s)) * cos(2 * pi() * %s))"
                .formatted(uniform.formatted(key, seeded), uniform.formatted(key, seeded + "-angle"));
    }

    private enum Policy {
        NEVER("never again"),
        DAILY("each day"),
        DEFAULTS("as the policy decides"),
        BETTER("the same, approval.replace: better");

        private final String title;

        Policy(String title) {
            this.title = title;
        }
    }

    private record Outcome(int runs, double accuracy) {}

    /** One way to go through the month. */
    private final class Month {

        private final Policy policy;
        private final SimulatedPipeline pipeline = new SimulatedPipeline(Workbench.spec(SPEC), this::learned);
        private final List<Digest> labelled = new ArrayList<>();
        private @Nullable Digest serving;
        private Agreement agreement = Agreement.NONE;
        private int runs;
        private long right;
        private long answered;

        Month(Policy policy) {
            this.policy = policy;
        }

        Outcome through() {
            labelled.addAll(days.subList(0, FIRST_DAYS));
            pipeline.dataCame((long) FIRST_DAYS * ROWS_A_DAY, START.plus(Duration.ofDays(FIRST_DAYS + 1)));
            runs = 0;
            for (int day = FIRST_DAYS + 1; day < DAYS; day++) {
                if (day > FIRST_DAYS + 1) {
                    labelsCame(day);
                }
                for (int window = 0; window < WINDOWS_A_DAY; window++) {
                    answer(day, window);
                }
            }
            return new Outcome(runs, right / (double) answered);
        }

        /** Those of the day before yesterday are known in the morning. */
        private void labelsCame(int day) {
            var now = START.plus(Duration.ofDays(day));
            labelled.add(days.get(day - 2));
            switch (policy) {
                case NEVER -> {}
                case DAILY -> learned(now);
                case DEFAULTS, BETTER -> pipeline.dataCame(ROWS_A_DAY, now);
            }
        }

        private SimulatedPipeline.Learned learned(Instant now) {
            var before = serving == null ? null : new Champion(runs, serving);
            var learned = bench.learn(Workbench.spec(SPEC), labelled, before);
            runs++;
            @Nullable Boolean better = learned.comparison().better();
            boolean serves = policy != Policy.BETTER || !Boolean.FALSE.equals(better);
            if (serves) {
                serving = learned.packageDigest();
                agreement = Agreement.NONE;
            }
            return new SimulatedPipeline.Learned(better, serves);
        }

        private void answer(int day, int window) {
            var from = START.plus(Duration.ofDays(day))
                    .plus(Duration.ofDays(1).dividedBy(WINDOWS_A_DAY).multipliedBy(window));
            var to = from.plus(Duration.ofDays(1).dividedBy(WINDOWS_A_DAY));
            int[] rows = IntStream.range(window * Rule.LEAST_ROWS, (window + 1) * Rule.LEAST_ROWS)
                    .toArray();
            var answers = WatchedTraffic.of(
                    bench, Objects.requireNonNull(serving), asked.get(day).select(rows));
            right += answers.right("up");
            answered += rows.length;
            if (policy == Policy.DEFAULTS || policy == Policy.BETTER) {
                judged(answers, new Agreement.Span(from, to));
                pipeline.clockTurned(to);
            }
        }

        private void judged(WatchedTraffic answers, Agreement.Span span) {
            var rule = Rule.DEFAULT;
            var sign = switch (JudgeWindow.judge(answers.baseline(), answers.all(), rule)
                    .level()) {
                case DRIFT -> Sign.WRONG;
                case POSSIBLE -> Sign.UNSURE;
                case NONE -> Sign.RIGHT;
            };
            var after = agreement.after(
                    sign, span, rule.windowsInARow(), rule.timing().reminder());
            var news = after.newsSince(agreement);
            agreement = after;
            if (news == News.BEGAN) {
                pipeline.drifted(span.to());
            }
        }
    }
}
