package dev.millrace.ingestion.announced.kafka;

import dev.millrace.contracts.DataRefused;
import dev.millrace.contracts.RefusedFinding;
import dev.millrace.contracts.Topics;
import dev.millrace.ingestion.announced.Announcement;
import dev.millrace.ingestion.announced.Refusal;
import dev.millrace.ingestion.announced.Refusals;
import org.springframework.stereotype.Component;

/** Refusals as contract records. */
@Component
class AvroRefusals implements Refusals {

    @Override
    public dev.millrace.messaging.Announcement<?> refused(Announcement announcement, Refusal refusal) {
        var event = new DataRefused();
        event.setDataset(announcement.dataset());
        event.setFile(announcement.file());
        event.setProducer(announcement.producer());
        event.setCode(refusal.code());
        event.setDetail(refusal.detail());
        event.setFindings(refusal.findings().stream()
                .map(each -> new RefusedFinding(each.code(), each.detail(), each.row(), each.column()))
                .toList());
        event.setVersion(refusal.version());
        return dev.millrace.messaging.Announcement.of(Topics.DATA_REFUSED, event);
    }
}
