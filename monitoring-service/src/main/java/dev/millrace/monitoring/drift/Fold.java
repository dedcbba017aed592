package dev.millrace.monitoring.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts records of predictions into the windows of a watch, and judges each window that is full. Pure outside. */
final class Fold {

    private final Bins bins;
    private final Rule rule;
    private final List<JudgedWindow> judged = new ArrayList<>();
    private Watch watch;
    private List<long[]> counts;
    private long rows;
    private long newRows;
    private @Nullable Instant from;
    private @Nullable Instant to;

    private Fold(Watch watch, Bins bins, Rule rule) {
        this.watch = watch;
        this.bins = bins;
        this.rule = rule;
        this.counts = watch.tally().counts(bins);
        this.rows = watch.tally().rows();
        this.from = watch.tally().from();
        this.to = watch.tally().to();
    }

    /** What came of it: the watch as it is then, and the windows that were judged on the way. */
    record Result(Watch watch, List<JudgedWindow> judged) {}

    static Result of(Watch watch, Bins bins, Rule rule, int partition, List<Logged> records) {
        var fold = new Fold(watch, bins, rule);
        for (Logged logged : records) {
            if (!fold.watch.counted(partition, logged.offset())) {
                fold.take(partition, logged);
            }
        }
        return new Result(fold.watch.with(fold.tally(), fold.newRows, fold.to), List.copyOf(fold.judged));
    }

    private void take(int partition, Logged logged) {
        boolean watched = logged.generation() == watch.generation() && logged.version() == watch.version();
        watch = watch.passed(
                partition, logged.offset(), watched ? 0 : logged.rows().size());
        if (watched) {
            int[] places = places(logged.columns());
            logged.rows().forEach(row -> count(row, places));
        }
    }

    /** For each column of the baseline its place among the inputs; -1 for the prediction and for what is not logged. */
    private int[] places(List<String> columns) {
        Map<String, Integer> byName = new HashMap<>();
        columns.forEach(name -> byName.put(name, byName.size()));
        return bins.baseline().columns().stream()
                .mapToInt(column -> byName.getOrDefault(column.name(), -1))
                .toArray();
    }

    private void count(Logged.Row row, int[] places) {
        for (int column = 0; column < places.length; column++) {
            Object value = column == places.length - 1
                    ? Double.valueOf(row.score())
                    : places[column] < 0 ? null : row.inputs().get(places[column]);
            counts.get(column)[bin(column, value)]++;
        }
        from = from == null ? row.at() : from;
        to = row.at();
        rows++;
        newRows++;
        if (rows >= rule.windowRows()) {
            close(from, row.at());
        }
    }

    private int bin(int column, @Nullable Object value) {
        return switch (value) {
            case null -> bins.of(column).missing();
            case Boolean truth -> bins.of(column).bin(truth ? 1 : 0);
            case Number number -> bins.of(column).bin(number.doubleValue());
            default -> bins.of(column).bin(value.toString());
        };
    }

    private void close(Instant first, Instant last) {
        WindowVerdict verdict = bins.baseline().rows() < Rule.LEAST_ROWS
                ? new WindowVerdict(Level.NONE, 0, List.of())
                : JudgeWindow.judge(bins.baseline(), counts, rule);
        Agreement agreement = watch.agreement().after(verdict.level(), rule.windowsInARow(), last);
        judged.add(new JudgedWindow(
                agreement.windows(),
                watch.version(),
                watch.generation(),
                first,
                last,
                rows,
                bins.baseline().rows(),
                level(verdict, agreement),
                agreement.streak(),
                agreement.announces(watch.agreement()),
                verdict));
        watch = watch.with(tally(), newRows, last).after(agreement);
        counts = Tally.EMPTY.counts(bins);
        rows = 0;
        newRows = 0;
        from = null;
        to = null;
    }

    private Level level(WindowVerdict verdict, Agreement agreement) {
        boolean unconfirmed = verdict.level() == Level.DRIFT && agreement.streak() < rule.windowsInARow();
        return unconfirmed ? Level.POSSIBLE : verdict.level();
    }

    private Tally tally() {
        return rows == 0 ? Tally.EMPTY : new Tally(from, to, rows, Tally.columns(counts));
    }
}
