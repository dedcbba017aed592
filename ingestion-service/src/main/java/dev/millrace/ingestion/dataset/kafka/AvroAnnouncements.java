package dev.millrace.ingestion.dataset.kafka;

import dev.millrace.contracts.Column;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Part;
import dev.millrace.contracts.Topics;
import dev.millrace.ingestion.dataset.Announcements;
import dev.millrace.ingestion.dataset.NumberedVersion;
import dev.millrace.messaging.Announcement;
import org.springframework.stereotype.Component;

/** Versions as contract records. */
@Component
class AvroAnnouncements implements Announcements {

    @Override
    public Announcement<?> arrived(NumberedVersion numbered) {
        var version = numbered.version();
        var event = new DataArrived();
        event.setDataset(numbered.dataset());
        event.setVersion(numbered.number());
        event.setContentDigest(version.digest());
        event.setParts(version.parts().stream()
                .map(part -> new Part(part.digest(), part.rows(), part.bytes()))
                .toList());
        event.setFormat(version.format());
        event.setSourceKind(version.sourceKind());
        event.setSourceName(version.sourceName());
        event.setMode(
                switch (version.mode()) {
                    case APPEND -> dev.millrace.contracts.Mode.APPEND;
                    case SNAPSHOT -> dev.millrace.contracts.Mode.SNAPSHOT;
                });
        event.setRows(version.rows());
        event.setBytes(version.bytes());
        event.setColumns(version.columns().columns().stream()
                .map(column -> new Column(column.name(), column.type().name()))
                .toList());
        event.setColumnsDigest(version.columns().digest());
        event.setArrivedBy(version.arrivedBy());
        return Announcement.of(Topics.DATA_ARRIVED, event);
    }
}
