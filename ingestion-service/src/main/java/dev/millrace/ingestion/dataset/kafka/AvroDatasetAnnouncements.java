package dev.millrace.ingestion.dataset.kafka;

import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topics;
import dev.millrace.ingestion.dataset.DatasetAnnouncements;
import dev.millrace.ingestion.dataset.NumberedVersion;
import dev.millrace.messaging.Announcement;
import org.springframework.stereotype.Component;

/** Versions as contract records. */
@Component
class AvroDatasetAnnouncements implements DatasetAnnouncements {

    @Override
    public Announcement<?> arrived(NumberedVersion numbered) {
        var version = numbered.version();
        var event = new DataArrived();
        event.setDataset(numbered.dataset());
        event.setVersion(numbered.number());
        event.setContentDigest(version.digest());
        event.setParts(version.content().parts().stream()
                .map(part -> new Part(part.digest(), part.rows(), part.bytes()))
                .toList());
        event.setFormat(version.arrived().format());
        event.setSourceKind(version.arrived().sourceKind());
        event.setSourceName(version.arrived().sourceName());
        event.setMode(
                switch (version.mode()) {
                    case APPEND -> dev.millrace.contracts.Mode.APPEND;
                    case SNAPSHOT -> dev.millrace.contracts.Mode.SNAPSHOT;
                });
        event.setRows(version.content().rows());
        event.setBytes(version.content().bytes());
        event.setColumns(version.content().columns().columns().stream()
                .map(column -> new Column(column.name(), column.type().name()))
                .toList());
        event.setColumnsDigest(version.content().columns().digest());
        event.setArrivedBy(version.arrived().by());
        var reading = version.reading();
        event.setReading(reading == null ? null : AvroReadings.of(reading));
        return Announcement.of(Topics.DATA_ARRIVED, event);
    }
}
