package dev.millrace.validation.dataset.kafka;

import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataRejected;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Finding;
import dev.millrace.contracts.FindingSeverity;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.validation.dataset.Arrival;
import dev.millrace.validation.dataset.DatasetAnnouncements;
import dev.millrace.validation.dataset.Verdict;
import org.springframework.stereotype.Component;

/** Verdicts as contract records. */
@Component
class AvroDatasetAnnouncements implements DatasetAnnouncements {

    @Override
    public Announcement<?> of(Arrival arrival, Verdict verdict) {
        return verdict.usable()
                ? Announcement.of(Topics.DATA_VALIDATED, validated(arrival, verdict))
                : Announcement.of(Topics.DATA_REJECTED, rejected(arrival, verdict));
    }

    private static DataValidated validated(Arrival arrival, Verdict verdict) {
        var event = new DataValidated();
        event.setDataset(arrival.dataset());
        event.setVersion(arrival.version());
        event.setParts(arrival.parts().stream()
                .map(part -> new Part(part.digest().hex(), part.rows(), part.bytes()))
                .toList());
        event.setMode(
                switch (arrival.mode()) {
                    case SNAPSHOT -> Mode.SNAPSHOT;
                    case APPEND -> Mode.APPEND;
                });
        event.setRows(verdict.rows());
        event.setColumns(arrival.columns().columns().stream()
                .map(column -> new Column(column.name(), column.type().name()))
                .toList());
        event.setColumnsDigest(arrival.columns().digest());
        event.setSchemaVersion(verdict.schemaVersion());
        event.setStatisticsDigest(verdict.statistics());
        event.setReportDigest(verdict.report());
        event.setWarnings(verdict.warnings());
        event.setArrivedBy(arrival.arrivedBy());
        return event;
    }

    private static DataRejected rejected(Arrival arrival, Verdict verdict) {
        var event = new DataRejected();
        event.setDataset(arrival.dataset());
        event.setVersion(arrival.version());
        event.setRows(verdict.rows());
        event.setSchemaVersion(verdict.schemaVersion());
        event.setStatisticsDigest(verdict.statistics());
        event.setReportDigest(verdict.report());
        event.setWarnings(verdict.warnings());
        event.setFindings(verdict.findings().stream()
                .map(AvroDatasetAnnouncements::finding)
                .toList());
        return event;
    }

    private static Finding finding(dev.millrace.validation.rule.Finding finding) {
        return new Finding(
                finding.code().name(),
                finding.column(),
                finding.observed(),
                finding.bound(),
                switch (finding.severity()) {
                    case WARN -> FindingSeverity.WARN;
                    case BLOCK -> FindingSeverity.BLOCK;
                },
                finding.advice());
    }
}
