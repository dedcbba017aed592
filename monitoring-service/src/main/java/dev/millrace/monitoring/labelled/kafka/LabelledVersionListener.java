package dev.millrace.monitoring.labelled.kafka;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnLists;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.gather.Batch;
import dev.millrace.monitoring.labelled.LabelledVersion;
import dev.millrace.monitoring.labelled.TakeLabelledVersion;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Each version that was found valid may have labels, but for those that were made of labels that came before. */
@Component
class LabelledVersionListener implements EventListener<DataValidated> {

    private final TakeLabelledVersion takeLabelledVersion;
    private final ColumnLists columnLists;
    private final Clock clock;

    LabelledVersionListener(TakeLabelledVersion takeLabelledVersion, ArtifactStore artifacts, Clock clock) {
        this.clock = clock;
        this.takeLabelledVersion = takeLabelledVersion;
        this.columnLists = new ColumnLists(artifacts);
    }

    @Override
    public Topic<DataValidated> topic() {
        return Topics.DATA_VALIDATED;
    }

    @Override
    public void on(Received<DataValidated> received) {
        var event = received.event();
        if (Batch.ARRIVED_BY.equals(event.getArrivedBy())) {
            return;
        }
        var version = LabelledVersion.found(
                event.getProject(),
                event.getDataset(),
                event.getVersion(),
                event.getParts().stream().map(Part::getDigest).toList(),
                received.envelope().occurredAt(),
                clock.instant());
        takeLabelledVersion.take(version, columns(event), received);
    }

    private List<String> columns(DataValidated event) {
        var list = new ColumnList(
                event.getColumns().stream()
                        .map(column -> new Column(column.getName(), ColumnType.valueOf(column.getType())))
                        .toList(),
                event.getColumnsDigest());
        try {
            return columnLists.columns(list).stream().map(Column::name).toList();
        } catch (ArtifactMissingException missing) {
            throw new ParkedException(missing.code(), String.valueOf(missing.getMessage()), true);
        }
    }
}
