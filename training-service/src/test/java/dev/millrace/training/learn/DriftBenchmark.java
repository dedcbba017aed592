package dev.millrace.training.learn;

import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.Fault;
import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import dev.millrace.models.Baseline;
import dev.millrace.training.learn.rows.DeclaredKinds;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.ReadRows;
import dev.millrace.training.learn.rows.RunMemory;
import dev.millrace.training.learn.rows.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How often the drift rule alarms though nothing moved, beside what it states itself, how often it finds what moved, and how often it calls a
 * fault a fault. Models are learned, and their baselines made, by the code that does so in service; seeded. Arguments: how many tables of each
 * world, how many windows of each table, and the folder of the files.
 */
final class DriftBenchmark {

    private static final int RUNS = 100;

    private final Workbench bench;
    private final ReadRows read;
    private final int tables;
    private final int windows;

    private DriftBenchmark(Workbench bench, int tables, int windows) {
        this.bench = bench;
        this.read = new ReadRows(bench.datasets, bench.artifacts, new RunMemory(Long.MAX_VALUE));
        this.tables = tables;
        this.windows = windows;
    }

    public static void main(String[] arguments) throws IOException {
        int tables = Integer.parseInt(arguments[0]);
        int windows = Integer.parseInt(arguments[1]);
        var folder = Path.of(arguments[2]);
        try (var bench = new Workbench(Files.createTempDirectory("millrace-drift"))) {
            var benchmark = new DriftBenchmark(bench, tables, windows);
            var files = benchmark.files(folder);
            var worlds = new ArrayList<>(files);
            worlds.addAll(List.of(
                    DriftWorld.manyCategories(),
                    DriftWorld.copies(),
                    DriftWorld.overfitted(),
                    DriftWorld.fraud(),
                    DriftWorld.noise(),
                    DriftWorld.related(),
                    DriftWorld.alike(1000)));
            benchmark.repeated(folder).ifPresent(worlds::add);
            benchmark.falseAlarms(worlds);
            benchmark.detection(files);
            benchmark.faults();
            benchmark.slices(files);
        }
    }

    private List<DriftWorld> files(Path folder) throws IOException {
        var trips = folder.resolve("chicago-taxi.csv");
        var passengers = folder.resolve("titanic.csv");
        if (!Files.exists(trips) || !Files.exists(passengers)) {
            System.out.println(folder + " has no chicago-taxi.csv and titanic.csv: made-up worlds alone");
            return List.of();
        }
        return List.of(
                DriftWorld.taxi(bench.artifacts.path(bench.csv(trips))),
                DriftWorld.titanic(bench.artifacts.path(bench.csv(passengers))));
    }

    /** A table with copies, which the split keeps together. */
    private Optional<DriftWorld> repeated(Path folder) throws IOException {
        var passengers = folder.resolve("titanic.csv");
        return Files.exists(passengers)
                ? Optional.of(DriftWorld.titanicByHash(bench.artifacts.path(bench.csv(passengers))))
                : Optional.empty();
    }

    /** A learned model, and what it is asked. */
    private record Served(Learned learned, Table asked) {}

    private Served served(DriftWorld world, long seed) {
        var spec = world.spec();
        var learned = bench.learn(spec, List.of(bench.rows(world.table().apply(seed))), null);
        var asked = read.read(List.of(bench.rows(world.traffic())), Map.of(), spec.data(), Set.of())
                .table();
        return new Served(learned, DeclaredKinds.of(asked, spec.features()));
    }

    private void falseAlarms(List<DriftWorld> worlds) {
        System.out.printf(
                Locale.ROOT,
                "%nNothing moved: %d tables each, %d windows of %d rows of each table%n%-46s %9s %17s %9s %6s | %26s %26s%n",
                tables,
                windows,
                WatchedTraffic.ROWS,
                "",
                "stated",
                "(95 of 100)",
                "observed",
                "within",
                "stated: episodes, pooled",
                "observed: episodes, pooled");
        worlds.forEach(this::falseAlarms);
    }

    private void falseAlarms(DriftWorld world) {
        var rule = WatchedTraffic.rule(world);
        var random = new SplittableRandom(world.name().hashCode());
        var stated = new ArrayList<FalseAlarms>();
        int alarms = 0;
        int episodes = 0;
        int pooled = 0;
        for (int table = 0; table < tables; table++) {
            var served = served(world, table);
            var traffic = traffic(served, served.asked());
            stated.add(FalseAlarms.of(traffic.baseline(), rule, table));
            var seen = watched(windows, traffic, rule, random);
            alarms += seen.alarms();
            episodes += seen.episodes();
            pooled += seen.pooled();
        }
        double all = tables * (double) windows;
        double from = mean(stated, FalseAlarms::from);
        double to = mean(stated, FalseAlarms::to);
        System.out.printf(
                Locale.ROOT,
                "%-46s %8.2f%% %7.2f%%-%7.2f%% %8.2f%% %6s | %9.2f %6.2f per 1000 %9.2f %6.2f per 1000%n",
                world.name(),
                100 * mean(stated, FalseAlarms::windowShare),
                100 * from,
                100 * to,
                100 * alarms / all,
                alarms / all >= from && alarms / all <= to ? "yes" : "no",
                1000 * mean(stated, FalseAlarms::episodeShare),
                1000 * mean(stated, FalseAlarms::pooledShare),
                1000 * episodes / all,
                1000 * pooled / all);
    }

    private static double mean(List<FalseAlarms> stated, ToDoubleFunction<FalseAlarms> figure) {
        return stated.stream().mapToDouble(figure).average().orElse(0);
    }

    /**
     * What windows in a row show.
     *
     * @param alarms windows that drift by themselves
     * @param pooled episodes that windows judged as one began, which by themselves had not drifted in a row
     */
    private record Seen(int episodes, int alarms, int pooled) {}

    private static Seen watched(int windows, WatchedTraffic traffic, Rule rule, RandomGenerator random) {
        var inARow = new WindowsInARow(traffic.baseline(), rule);
        var seen = Stream.generate(() -> inARow.next(traffic.counts(traffic.drawn(random))))
                .limit(windows)
                .toList();
        return new Seen(
                (int) seen.stream().filter(WindowsInARow.Seen::began).count(),
                (int) seen.stream().filter(WindowsInARow.Seen::alarm).count(),
                (int) seen.stream()
                        .filter(each -> each.began() && !each.agreed())
                        .count());
    }

    private void detection(List<DriftWorld> files) {
        System.out.printf(Locale.ROOT, "%nMoved: found in so many of %d%n", RUNS);
        var three = List.of("x0", "x7", "x13");
        for (double by : new double[] {0.5, 0.3, 0.2}) {
            found(DriftWorld.alike(1000), three, by, 2);
        }
        found(DriftWorld.alike(1000).withCritical("x0"), List.of("x0"), 0.5, 3);
        found(DriftWorld.alike(10_000), names(20), 0.05, 2);
        found(DriftWorld.copies(), List.of("x0"), 0.5, 3);
        found(DriftWorld.fraud(), List.of("x0"), 0.5, 3);
        files.forEach(world -> found(
                world.critical().isEmpty() ? world.withCritical("Age") : world,
                List.of(world.critical().isEmpty() ? "Age" : "fare"),
                0.5,
                3));
        apart(DriftWorld.related(), "x1");
        files.stream()
                .filter(world -> !world.critical().isEmpty())
                .forEach(world -> List.of("trip_seconds", "fare", "pickup_latitude", "trip_miles")
                        .forEach(column -> apart(world, column)));
    }

    /** The values of one column are dealt out among the rows, so that it looks as before and depends on nothing. */
    private void apart(DriftWorld world, String name) {
        var rule = WatchedTraffic.rule(world);
        var random = new SplittableRandom(world.name().hashCode());
        int found = 0;
        int together = 0;
        int models = Math.min(tables, RUNS);
        for (int table = 0; table < models; table++) {
            var served = served(world, table);
            var dealt = changed(served.asked(), List.of(name), DriftBenchmark::dealtOut);
            var traffic = traffic(served, dealt);
            for (int run = table; run < RUNS; run += models) {
                var verdict = traffic.judged(rule, random);
                found += verdict.level() == DriftLevel.DRIFT ? 1 : 0;
                together += MovedTogether.isIn(traffic.baseline(), verdict.columns()) ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %-22s depends on nothing, one window: %d, as columns that moved together %d%n",
                world.name(),
                name,
                found,
                together);
    }

    private static RawColumn dealtOut(RawColumn column) {
        double[] values = column.numbers();
        var random = new SplittableRandom(9);
        for (int left = values.length - 1; left > 0; left--) {
            int other = random.nextInt(left + 1);
            double value = values[left];
            values[left] = values[other];
            values[other] = value;
        }
        return RawColumn.numbers(column.name(), column.kind(), column.derived(), values);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(place -> "x" + place).toList();
    }

    private void found(DriftWorld world, List<String> columns, double by, int within) {
        var rule = WatchedTraffic.rule(world);
        var random = new SplittableRandom(world.name().hashCode());
        int found = 0;
        int models = Math.min(tables, RUNS);
        for (int table = 0; table < models; table++) {
            var served = served(world, table);
            var deviations = bench.packages
                    .baseline(bench.packages.read(served.learned().packageDigest()))
                    .columns();
            var moved = changed(
                    served.asked(), columns, column -> shifted(column, by * deviation(deviations, column.name())));
            var traffic = traffic(served, moved);
            for (int run = table; run < RUNS; run += models) {
                found += watched(within, traffic, rule, random).episodes() > 0 ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %-22s by %.2f deviations, within %d windows: %d%n",
                world.name(),
                columns.size() > 3 ? columns.size() + " columns" : String.join(", ", columns),
                by,
                within,
                found);
    }

    private static double deviation(List<Baseline.Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .mapToDouble(Baseline.Column::deviation)
                .findFirst()
                .orElseThrow();
    }

    private static Table changed(Table table, List<String> names, UnaryOperator<RawColumn> change) {
        return new Table(
                table.rows(),
                table.columns().stream()
                        .map(column -> names.contains(column.name()) ? change.apply(column) : column)
                        .toList());
    }

    private static RawColumn shifted(RawColumn column, double by) {
        return numbers(column, value -> value + by);
    }

    private static RawColumn numbers(RawColumn column, DoubleUnaryOperator change) {
        double[] values = column.numbers();
        Arrays.setAll(values, row -> change.applyAsDouble(values[row]));
        return RawColumn.numbers(column.name(), column.kind(), column.derived(), values);
    }

    /** All rows, their columns together, and slices: one of ten trips is paid by phone, of taxis as their table says. */
    private void slices(List<DriftWorld> files) {
        System.out.printf(Locale.ROOT, "%nSlices beside all rows and columns together%n");
        unmovedSlices(DriftWorld.payments());
        files.stream()
                .filter(world -> world.critical().contains("payment_type"))
                .forEach(world -> unmovedSlices(world.withSlices("payment_type")));
        movedSlice(DriftWorld.payments());
    }

    private WatchedTraffic traffic(Served served, Table asked) {
        return WatchedTraffic.of(bench, served.learned().packageDigest(), asked);
    }

    private Slices slices(Served served) {
        var manifest = bench.packages.read(served.learned().packageDigest());
        var whole = bench.packages.baseline(manifest);
        return Slices.of(whole, bench.packages.sliceBaselines(manifest, whole));
    }

    private void unmovedSlices(DriftWorld world) {
        var rule = WatchedTraffic.rule(world);
        var random = new SplittableRandom(world.name().hashCode());
        int alarms = 0;
        int episodes = 0;
        int slices = 0;
        var stated = new ArrayList<FalseAlarms>();
        for (int table = 0; table < tables; table++) {
            var served = served(world, table);
            slices = slices(served).count();
            stated.add(slices(served).falseAlarms(rule, table));
            var still = new SlicedTraffic(traffic(served, served.asked()), slices(served), rule);
            for (int window = 0; window < windows; window++) {
                var seen = still.next(random);
                alarms += seen.alarm() ? 1 : 0;
                episodes += seen.began() ? 1 : 0;
            }
        }
        double all = tables * (double) windows;
        System.out.printf(
                Locale.ROOT,
                "%s, %d slices: stated %.2f%% (%.2f%%-%.2f%%), observed %.2f%% of windows; stated %.2f, observed %.2f of 1000 begin an episode%n",
                world.name(),
                slices,
                100 * mean(stated, FalseAlarms::windowShare),
                100 * mean(stated, FalseAlarms::from),
                100 * mean(stated, FalseAlarms::to),
                100 * alarms / all,
                1000 * mean(stated, FalseAlarms::episodeShare),
                1000 * episodes / all);
    }

    /** The first column moves among trips that are paid by phone alone, by 0.8 deviations. */
    private void movedSlice(DriftWorld world) {
        var rule = WatchedTraffic.rule(world);
        var random = new SplittableRandom(world.name().hashCode());
        int found = 0;
        int bySlice = 0;
        int models = Math.min(tables, RUNS);
        for (int table = 0; table < models; table++) {
            var served = served(world, table);
            var moving = traffic(served, paidByPhone(served.asked(), 0.8));
            for (int run = table; run < RUNS; run += models) {
                var traffic = new SlicedTraffic(moving, slices(served), rule);
                var first = Stream.generate(() -> traffic.next(random))
                        .limit(33)
                        .filter(SlicedTraffic.Seen::began)
                        .findFirst();
                found += first.isPresent() ? 1 : 0;
                bySlice += first.filter(SlicedTraffic.Seen::bySlice).isPresent() ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s, one slice moved by 0.8 deviations: found within 33 windows %d of %d, by the slice alone %d%n",
                world.name(),
                found,
                RUNS,
                bySlice);
    }

    private static Table paidByPhone(Table asked, double by) {
        var payment = asked.column("payment").orElseThrow();
        return changed(asked, List.of("x0"), column -> {
            double[] values = column.numbers();
            Arrays.setAll(values, row -> values[row] + (payment.category(row).equals("Mobile") ? by : 0));
            return RawColumn.numbers(column.name(), column.kind(), column.derived(), values);
        });
    }

    /** A change of a column that is a fault of whoever sends it. */
    private record Fails(String name, DriftWorld world, String column, UnaryOperator<RawColumn> change) {}

    private void faults() {
        System.out.printf(Locale.ROOT, "%nFaults: the column's change is called a fault in so many of %d%n", RUNS);
        RandomGenerator random = new SplittableRandom(5);
        var fraud = DriftWorld.fraud();
        List.of(
                        new Fails("thousands", fraud, "x0", column -> numbers(column, value -> value * 1000)),
                        new Fails("hundredths", fraud, "x0", column -> numbers(column, value -> value / 100)),
                        new Fails(
                                "kilometres, not miles",
                                fraud,
                                "x0",
                                column -> numbers(column, value -> value * 1.609344)),
                        new Fails("minutes, not seconds", fraud, "x0", column -> numbers(column, value -> value / 60)),
                        new Fails("stuck", fraud, "x0", column -> numbers(column, value -> 1.3)),
                        new Fails(
                                "a fifth is missing",
                                fraud,
                                "x0",
                                column -> numbers(column, value -> random.nextInt(5) == 0 ? Double.NaN : value)),
                        new Fails("a new category", DriftWorld.colours(), "colour", DriftBenchmark::newColour))
                .forEach(this::named);
    }

    private static RawColumn newColour(RawColumn column) {
        var random = new SplittableRandom(7);
        String[] texts = column.texts();
        Arrays.setAll(texts, row -> random.nextInt(5) == 0 ? "mauve" : texts[row]);
        return RawColumn.texts(column.name(), column.kind(), texts);
    }

    private void named(Fails fails) {
        var rule = WatchedTraffic.rule(fails.world());
        var random = new SplittableRandom(fails.name().hashCode());
        int named = 0;
        int models = Math.min(tables, RUNS);
        for (int table = 0; table < models; table++) {
            var served = served(fails.world(), table);
            var traffic = WatchedTraffic.of(
                    bench,
                    served.learned().packageDigest(),
                    changed(served.asked(), List.of(fails.column()), fails.change()));
            var frozen = traffic.baseline().columns().stream()
                    .filter(column -> column.name().equals(fails.column()))
                    .findFirst()
                    .orElseThrow();
            for (int run = table; run < RUNS; run += models) {
                named += traffic.judged(rule, random).columns().stream()
                                .filter(column -> column.column().equals(fails.column()) && column.drifted())
                                .anyMatch(column -> Fault.of(column, frozen).isPresent())
                        ? 1
                        : 0;
            }
        }
        System.out.printf(Locale.ROOT, "%-26s %d%n", fails.name(), named);
    }
}
