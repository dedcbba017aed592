package dev.millrace.monitoring.cascade.kafka;

import dev.millrace.contracts.ColumnDrift;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.SliceDrift;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Drift with the columns and figures that caused it. */
final class DriftSentence {

    /** Bins of a test whether values are missing. */
    private static final List<String> MISSING = List.of("present", "missing");

    private DriftSentence() {}

    static String of(DriftDetected event) {
        List<ColumnDrift> drifted = event.getColumns().stream()
                .filter(ColumnDrift::getDrifted)
                .sorted(Comparator.comparingDouble(ColumnDrift::getEffect).reversed())
                .toList();
        String what = drifted.isEmpty()
                ? event.getDetail()
                : "in " + Figures.firstOf(drifted, DriftSentence::column) + slices(event);
        return "%s of version %d%s %s (%s rows%s against %s)"
                .formatted(
                        switch (event.getKind()) {
                            case FEATURE, PREDICTION -> event.getTogether() ? "TOGETHER DRIFT" : "DRIFT";
                            case PERFORMANCE, INTEGRITY -> event.getKind() + " DRIFT";
                        },
                        event.getModelVersion(),
                        event.getSinceDeployment() ? ", since its deployment," : "",
                        what,
                        Figures.count(event.getWindowRows()),
                        event.getPooled() ? " of %d windows as one".formatted(event.getWindowsInARow()) : "",
                        Figures.count(event.getBaselineRows()));
    }

    private static String slices(DriftDetected event) {
        return event.getSlices().isEmpty()
                ? ""
                : ", and among " + Figures.firstOf(event.getSlices(), SliceDrift::getSlice);
    }

    private static String column(ColumnDrift column) {
        return "%s%s%s (%s %s > %s, p %s)"
                .formatted(
                        column.getColumn(),
                        column.getBins().equals(MISSING) ? " missing" : "",
                        column.getCritical() ? "!" : "",
                        name(column.getEffectName()),
                        Figures.number(column.getEffect()),
                        Figures.number(column.getThreshold()),
                        probability(column.getPValue()));
    }

    private static String name(String effect) {
        return switch (effect) {
            case "wasserstein/sd" -> "Wasserstein/sd";
            case "jensen-shannon" -> "JS";
            default -> effect;
        };
    }

    private static String probability(double p) {
        return p == 0 || p >= 0.001 ? Figures.number(p) : String.format(Locale.ROOT, "%.0e", p);
    }
}
