package dev.millrace.validation.dataset.kafka;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Reading;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.datasets.ColumnType;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.validation.dataset.Arrival;
import dev.millrace.validation.dataset.RecordVersion;
import dev.millrace.validation.rule.Misfits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ingestion's event in, our use case out. */
@Component
class DataArrivedListener implements EventListener<DataArrived> {

    private final RecordVersion recordVersion;

    DataArrivedListener(RecordVersion recordVersion) {
        this.recordVersion = recordVersion;
    }

    @Override
    public Topic<DataArrived> topic() {
        return Topics.DATA_ARRIVED;
    }

    /** What is announced becomes a version only if ingestion says so, in an event of its own with the version's number. */
    @Override
    public void on(Received<DataArrived> received) {
        if (received.envelope().outside() || received.event().getVersion() == 0) {
            return;
        }
        recordVersion.record(toArrival(received.event()), received);
    }

    private static Arrival toArrival(DataArrived event) {
        return new Arrival(
                event.getProject(),
                event.getDataset(),
                event.getVersion(),
                event.getParts().stream()
                        .map(part -> new Arrival.Part(new Digest(part.getDigest()), part.getRows(), part.getBytes()))
                        .toList(),
                switch (event.getMode()) {
                    case SNAPSHOT -> Arrival.Mode.SNAPSHOT;
                    case APPEND -> Arrival.Mode.APPEND;
                },
                event.getRows(),
                new ColumnList(
                        event.getColumns().stream()
                                .map(column -> new Column(column.getName(), ColumnType.valueOf(column.getType())))
                                .toList(),
                        event.getColumnsDigest()),
                event.getArrivedBy(),
                misfits(event.getReading()));
    }

    private static List<Misfits> misfits(@Nullable Reading reading) {
        return reading == null
                ? List.of()
                : reading.getColumns().stream()
                        .filter(column -> column.getMisfits() > 0)
                        .map(column -> new Misfits(
                                column.getName(),
                                ColumnType.valueOf(column.getType()),
                                column.getValues(),
                                column.getMisfits(),
                                column.getExamples().stream()
                                        .map(each -> Misfits.example(each.getRow(), each.getText()))
                                        .toList()))
                        .toList();
    }
}
