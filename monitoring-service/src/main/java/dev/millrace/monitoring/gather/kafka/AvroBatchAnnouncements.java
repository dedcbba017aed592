package dev.millrace.monitoring.gather.kafka;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.monitoring.gather.Batch;
import dev.millrace.monitoring.gather.BatchAnnouncements;
import java.util.List;
import org.springframework.stereotype.Component;

/** Batches as announcements of data, which ingestion takes in and numbers. */
@Component
class AvroBatchAnnouncements implements BatchAnnouncements {

    @Override
    public Announcement<?> gathered(Batch batch, long bytes) {
        var event = new DataArrived();
        event.setDataset(batch.dataset());
        event.setVersion(0L);
        event.setContentDigest(batch.artifact());
        event.setArtifact(batch.artifact());
        event.setParts(List.of());
        event.setFormat("jsonl");
        event.setSourceKind("feedback");
        event.setSourceName(batch.name());
        event.setMode(Mode.APPEND);
        event.setRows(batch.rows());
        event.setBytes(bytes);
        event.setColumns(List.of());
        event.setArrivedBy(Batch.ARRIVED_BY);
        return Announcement.of(Topics.DATA_ARRIVED, event);
    }
}
