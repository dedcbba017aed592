package dev.millrace.monitoring.drift.kafka;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.ColumnDrift;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.SliceColumnDrift;
import dev.millrace.contracts.SliceDrift;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.drift.watch.ColumnReports;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.DriftAnnouncements;
import dev.millrace.monitoring.drift.watch.ReportedColumn;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drift as events. An event has the columns that moved most; where there are more, all of them are in an artifact, for an event
 * must stay small enough for every broker.
 */
@Component
class AvroDriftAnnouncements implements DriftAnnouncements {

    private static final int MOST_COLUMNS = 64;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ArtifactStore artifacts;
    private final ColumnReports reports;

    AvroDriftAnnouncements(ArtifactStore artifacts, ColumnReports reports) {
        this.artifacts = artifacts;
        this.reports = reports;
    }

    @Override
    public List<Announcement<?>> of(ConfirmedDrift confirmed) {
        var alert = new Announcement<>(Topics.ALERT_RAISED, alert(confirmed), confirmed.lineage());
        return switch (confirmed.news()) {
            case NONE -> List.of();
            case BEGAN, TURNED ->
                List.of(new Announcement<>(Topics.DRIFT_DETECTED, drift(confirmed), confirmed.lineage()), alert);
            case LASTS, OVER -> List.of(alert);
        };
    }

    private DriftDetected drift(ConfirmedDrift confirmed) {
        var watched = confirmed.watched();
        var window = confirmed.window().extent();
        var pooled = confirmed.window().driftingAsOne();
        var verdict = confirmed.window().decisive();
        var columns = ReportedColumn.of(verdict, confirmed.baseline());
        var drift = new DriftDetected();
        drift.setPipeline(watched.pipeline());
        drift.setModel(watched.model());
        drift.setModelVersion(watched.version());
        drift.setGeneration(watched.generation());
        var kind = KindOfDrift.of(confirmed);
        drift.setKind(kind.kind());
        drift.setTogether(kind.together());
        drift.setSinceDeployment(confirmed.sinceDeployment());
        drift.setSeverity(DriftSeverity.DRIFT);
        drift.setDetail(DriftWords.of(confirmed));
        drift.setSince(confirmed.episode().since());
        drift.setPooled(pooled != null);
        drift.setWindowFrom(pooled == null ? window.from() : pooled.from());
        drift.setWindowTo(window.to());
        drift.setWindowRows(pooled == null ? window.rows() : pooled.rows());
        drift.setBaselineRows(window.baselineRows());
        drift.setWindowsInARow(confirmed.inARow());
        drift.setDriftedShare(verdict.driftedShare());
        drift.setColumns(columns.stream()
                .limit(MOST_COLUMNS)
                .map(AvroDriftAnnouncements::column)
                .toList());
        drift.setAllColumnsDigest(columns.size() > MOST_COLUMNS ? stored(columns, window.to()) : null);
        drift.setSlices(
                confirmed.slices().stream().map(AvroDriftAnnouncements::slice).toList());
        drift.setFalseAlarmsPerWeek(confirmed.falseAlarmsPerWeek());
        return drift;
    }

    private String stored(List<ReportedColumn> columns, Instant at) {
        var digest = artifacts.put(JSON.writeValueAsBytes(columns)).hex();
        reports.keep(digest, at);
        return digest;
    }

    private static SliceDrift slice(ConfirmedDrift.DriftedSlice drifted) {
        var judged = drifted.judged();
        return new SliceDrift(
                judged.slice(),
                drifted.since(),
                judged.rows(),
                judged.baselineRows(),
                judged.verdict().driftedShare(),
                judged.verdict().strongestFirst().stream()
                        .filter(ColumnVerdict::drifted)
                        .map(column -> new SliceColumnDrift(
                                column.column(),
                                column.significance().adjustedP(),
                                column.shift().effectName(),
                                column.shift().effect(),
                                column.shift().threshold()))
                        .toList());
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

    private static AlertRaised alert(ConfirmedDrift confirmed) {
        var watched = confirmed.watched();
        var alert = new AlertRaised();
        alert.setPipeline(watched.pipeline());
        boolean over = confirmed.news() == News.OVER;
        alert.setSeverity(over ? AlertSeverity.INFO : AlertSeverity.WARNING);
        alert.setCode(code(confirmed.news()));
        alert.setWhat(
                over
                        ? "it lasted from %s to %s"
                                .formatted(
                                        confirmed.episode().since(),
                                        confirmed.episode().over())
                        : "%s%ssince %s: %s"
                                .formatted(
                                        confirmed.news() == News.TURNED
                                                ? "values were wrong, and by now the world has moved as well: "
                                                : "",
                                        confirmed.sinceDeployment()
                                                ? "serving has seen other values than training read (skew) "
                                                : "",
                                        confirmed.episode().since(),
                                        DriftWords.of(confirmed) + byChance(confirmed)));
        alert.setWhere("%s version %d".formatted(watched.watch(), watched.version()));
        alert.setLink("/v1/models/%s/drift".formatted(watched.model()));
        return alert;
    }

    /** How sure it is, where there was traffic enough to say so. */
    private static String byChance(ConfirmedDrift confirmed) {
        var perWeek = confirmed.falseAlarmsPerWeek();
        return perWeek == null
                ? ""
                : String.format(Locale.ROOT, "; chance alone would show as much %.2g times a week", perWeek);
    }

    private static String code(News news) {
        return switch (news) {
            case NONE, BEGAN -> "DRIFT";
            case LASTS, TURNED -> "DRIFT_LASTS";
            case OVER -> "DRIFT_OVER";
        };
    }
}
