package dev.millrace.monitoring.drift.kafka;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.ColumnDrift;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.drift.rule.ColumnVerdict;
import dev.millrace.monitoring.drift.rule.JudgeWindow;
import dev.millrace.monitoring.drift.rule.WindowVerdict;
import dev.millrace.monitoring.drift.watch.ColumnReports;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.DriftAnnouncements;
import dev.millrace.monitoring.drift.watch.ReportedColumn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drift as events. An event has the columns that moved most; where there are more, all of them are in an artifact, for an event
 * must stay small enough for every broker.
 */
@Component
class AvroDriftAnnouncements implements DriftAnnouncements {

    private static final int MOST_COLUMNS = 64;

    /** Columns that a sentence names. */
    private static final int NAMED = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ArtifactStore artifacts;
    private final ColumnReports reports;

    AvroDriftAnnouncements(ArtifactStore artifacts, ColumnReports reports) {
        this.artifacts = artifacts;
        this.reports = reports;
    }

    @Override
    public List<Announcement<?>> of(ConfirmedDrift confirmed) {
        var drift = drift(confirmed);
        return List.of(
                new Announcement<>(Topics.DRIFT_DETECTED, drift, confirmed.lineage()),
                new Announcement<>(
                        Topics.ALERT_RAISED, alert(confirmed.watched().project(), drift), confirmed.lineage()));
    }

    private DriftDetected drift(ConfirmedDrift confirmed) {
        var watched = confirmed.watched();
        var window = confirmed.window();
        var columns = ReportedColumn.of(window.verdict(), confirmed.baseline());
        var drift = new DriftDetected();
        drift.setPipeline(watched.pipeline());
        drift.setModel(watched.model());
        drift.setModelVersion(watched.version());
        drift.setGeneration(watched.generation());
        drift.setKind(kind(window.verdict()));
        drift.setSeverity(DriftSeverity.DRIFT);
        drift.setDetail(detail(confirmed));
        drift.setWindowFrom(window.from());
        drift.setWindowTo(window.to());
        drift.setWindowRows(window.rows());
        drift.setBaselineRows(window.baselineRows());
        drift.setWindowsInARow(window.windowsInARow());
        drift.setDriftedShare(window.verdict().driftedShare());
        drift.setColumns(columns.stream()
                .limit(MOST_COLUMNS)
                .map(AvroDriftAnnouncements::column)
                .toList());
        drift.setAllColumnsDigest(columns.size() > MOST_COLUMNS ? stored(columns, window.to()) : null);
        drift.setFalseAlarmsPerWeek(confirmed.falseAlarmsPerWeek());
        return drift;
    }

    private String stored(List<ReportedColumn> columns, Instant at) {
        var digest = artifacts.put(JSON.writeValueAsBytes(columns)).hex();
        reports.keep(digest, at);
        return digest;
    }

    /** INTEGRITY where values go missing and nothing else moved among the features. */
    private static DriftKind kind(WindowVerdict verdict) {
        var features = verdict.columns().stream()
                .filter(column -> column.drifted() && !column.column().equals(JudgeWindow.PREDICTION))
                .toList();
        if (features.isEmpty()) {
            return DriftKind.PREDICTION;
        }
        return features.stream().allMatch(ColumnVerdict::isOfMissingValues) ? DriftKind.INTEGRITY : DriftKind.FEATURE;
    }

    private static String detail(ConfirmedDrift confirmed) {
        var verdict = confirmed.window().verdict();
        var drifted =
                verdict.strongestFirst().stream().filter(ColumnVerdict::drifted).toList();
        var named = drifted.stream()
                .limit(NAMED)
                .map(column -> String.format(
                        Locale.ROOT,
                        "%s%s (effect %.3f)",
                        column.column(),
                        column.isOfMissingValues() ? " missing" : "",
                        column.effect()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s%s; importance-weighted share %.2f (limit %.2f), %d windows in a row",
                named,
                drifted.size() > NAMED ? " and " + (drifted.size() - NAMED) + " more" : "",
                verdict.driftedShare(),
                confirmed.rule().driftShare(),
                confirmed.window().windowsInARow());
    }

    private static ColumnDrift column(ReportedColumn reported) {
        return new ColumnDrift(
                reported.column(),
                reported.test().name(),
                reported.test().statistic(),
                reported.test().pValue(),
                reported.test().adjustedP(),
                reported.effect().name(),
                reported.effect().size(),
                reported.effect().threshold(),
                reported.critical(),
                reported.drifted(),
                reported.bins().baseline(),
                reported.bins().window(),
                reported.bins().names());
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
}
