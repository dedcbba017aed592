package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.data.DatasetVersion;
import dev.millrace.training.pipeline.TakeData;
import org.springframework.stereotype.Component;

/** New data as a trigger. */
@Component
class DataValidatedListener implements EventListener<DataValidated> {

    private final TakeData takeData;

    DataValidatedListener(TakeData takeData) {
        this.takeData = takeData;
    }

    @Override
    public Topic<DataValidated> topic() {
        return Topics.DATA_VALIDATED;
    }

    @Override
    public void on(Received<DataValidated> received) {
        var event = received.event();
        takeData.take(
                new DatasetVersion(
                        event.getProject(),
                        event.getDataset(),
                        event.getVersion(),
                        content(event),
                        event.getArrivedBy(),
                        received.envelope().occurredAt()),
                received);
    }

    private static DatasetVersion.Content content(DataValidated event) {
        return new DatasetVersion.Content(
                switch (event.getMode()) {
                    case SNAPSHOT -> DatasetVersion.Mode.SNAPSHOT;
                    case APPEND -> DatasetVersion.Mode.APPEND;
                },
                event.getRows(),
                event.getParts().stream().map(Part::getDigest).toList(),
                new ColumnList(
                        event.getColumns().stream()
                                .map(column -> new Column(column.getName(), ColumnType.valueOf(column.getType())))
                                .toList(),
                        event.getColumnsDigest()));
    }
}
