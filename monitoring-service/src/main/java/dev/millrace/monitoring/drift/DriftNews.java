package dev.millrace.monitoring.drift;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.ColumnDrift;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Baseline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is published when a window confirms drift: the drift with every figure, and an alert for people. */
final class DriftNews {

    private DriftNews() {}

    /** Drift starts a cascade of its own, linked by its cause to the approval of what was watched. */
    static Lineage lineage(String watchId, Watch watch) {
        String name = "drift:%s:%d:%d"
                .formatted(watchId, watch.generation(), watch.agreement().windows());
        return new Lineage(sha256(name).substring(0, 32), watch.approved().eventId(), 0);
    }

    static List<Announcement<?>> of(String project, Fold.Result result, Bins bins, Rule rule) {
        return result.judged().stream()
                .filter(JudgedWindow::announced)
                .flatMap(window -> {
                    Watch watch = result.watch();
                    DriftDetected drift = drift(watch, window, bins, rule);
                    return List.<Announcement<?>>of(
                            Announcement.of(Topics.DRIFT_DETECTED, drift),
                            Announcement.of(Topics.ALERT_RAISED, alert(project, drift)))
                            .stream();
                })
                .toList();
    }

    private static DriftDetected drift(Watch watch, JudgedWindow window, Bins bins, Rule rule) {
        var drift = new DriftDetected();
        drift.setPipeline(watch.approved().pipeline());
        drift.setModel(watch.approved().model());
        drift.setModelVersion(watch.version());
        drift.setGeneration(watch.generation());
        drift.setKind(kind(window.verdict()));
        drift.setSeverity(DriftSeverity.DRIFT);
        drift.setDetail(detail(window, rule));
        drift.setWindowFrom(window.from());
        drift.setWindowTo(window.to());
        drift.setWindowRows(window.rows());
        drift.setBaselineRows(window.baselineRows());
        drift.setWindowsInARow(window.windowsInARow());
        drift.setDriftedShare(window.verdict().driftedShare());
        drift.setColumns(columns(window.verdict(), bins.baseline()));
        drift.setFalseAlarmsPerWeek(
                FalseAlarmRate.perWeek(bins.falseAlarms(rule), watch, rule).orElse(null));
        return drift;
    }

    /** INTEGRITY where values go missing and nothing else moved among the features. */
    private static DriftKind kind(WindowVerdict verdict) {
        List<ColumnVerdict> features = verdict.columns().stream()
                .filter(column -> column.drifted() && !column.column().equals(JudgeWindow.PREDICTION))
                .toList();
        if (features.isEmpty()) {
            return DriftKind.PREDICTION;
        }
        return features.stream().allMatch(ColumnVerdict::isOfPresence) ? DriftKind.INTEGRITY : DriftKind.FEATURE;
    }

    private static String detail(JudgedWindow window, Rule rule) {
        String columns = window.verdict().columns().stream()
                .filter(ColumnVerdict::drifted)
                .sorted(Comparator.comparingDouble(ColumnVerdict::effect).reversed())
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s%s (effect %.3f)",
                        column.column(),
                        column.isOfPresence() ? " missing" : "",
                        column.effect()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s; importance-weighted share %.2f (limit %.2f), %d windows in a row",
                columns,
                window.verdict().driftedShare(),
                rule.driftShare(),
                window.windowsInARow());
    }

    /** Drifted columns first, the strongest first. */
    private static List<ColumnDrift> columns(WindowVerdict verdict, Baseline baseline) {
        Map<String, Baseline.Column> byName =
                baseline.columns().stream().collect(Collectors.toMap(Baseline.Column::name, Function.identity()));
        List<ColumnDrift> columns = new ArrayList<>();
        verdict.columns().stream()
                .sorted(Comparator.comparing(ColumnVerdict::level)
                        .thenComparingDouble(ColumnVerdict::effect)
                        .reversed())
                .forEach(column -> {
                    Baseline.Column frozen = byName.get(column.column());
                    if (frozen != null) {
                        columns.add(column(column, frozen));
                    }
                });
        return columns;
    }

    private static ColumnDrift column(ColumnVerdict verdict, Baseline.Column frozen) {
        return new ColumnDrift(
                verdict.column(),
                verdict.isOfPresence() ? "chi-square" : verdict.test(),
                verdict.statistic(),
                verdict.pValue(),
                verdict.adjustedP(),
                verdict.effectName(),
                verdict.effect(),
                verdict.threshold(),
                verdict.critical(),
                verdict.drifted(),
                verdict.isOfPresence()
                        ? Arrays.stream(Presence.of(Counts.of(frozen.counts())))
                                .boxed()
                                .toList()
                        : frozen.counts(),
                verdict.counts(),
                verdict.isOfPresence() ? Presence.BINS : BinNames.of(frozen));
    }

    private static AlertRaised alert(String project, DriftDetected drift) {
        var alert = new AlertRaised();
        alert.setPipeline(drift.getPipeline());
        alert.setSeverity(AlertSeverity.WARNING);
        alert.setCode("DRIFT");
        alert.setWhat(drift.getDetail());
        alert.setWhere("%s/%s version %d".formatted(project, drift.getModel(), drift.getModelVersion()));
        alert.setLink("/v1/models/%s/drift".formatted(drift.getModel()));
        return alert;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
