package dev.millrace.ingestion.announced.kafka;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.ingestion.announced.Announcement;
import dev.millrace.ingestion.announced.RecordAnnouncement;
import dev.millrace.ingestion.dataset.Mode;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.web.Names;
import dev.millrace.web.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What producers outside, and monitoring, say on the topic that ingestion itself writes to; ingestion's own events, which have the
 * number of a version, are none of its business.
 */
@Component
class AnnouncementListener implements EventListener<DataArrived> {

    private final RecordAnnouncement recordAnnouncement;

    AnnouncementListener(RecordAnnouncement recordAnnouncement) {
        this.recordAnnouncement = recordAnnouncement;
    }

    @Override
    public Topic<DataArrived> topic() {
        return Topics.DATA_ARRIVED;
    }

    @Override
    public void on(Received<DataArrived> received) {
        if (received.envelope().outside()) {
            recordAnnouncement.record(ofFile(received), received);
        } else if (received.event().getVersion() == 0) {
            recordAnnouncement.record(ofArtifact(received), received);
        }
    }

    private static Announcement ofFile(Received<DataArrived> received) {
        var event = received.event();
        var file = event.getFile();
        if (event.getArtifact() != null) {
            throw parked(
                    "ARTIFACT_NOT_PERMITTED",
                    "The event names an artifact, which only Millrace's own services may. Put a file into the permitted directory");
        }
        if (file == null || file.isEmpty()) {
            throw parked(
                    "FILE_MISSING",
                    "The event names no file. Put the file's name relative to the permitted directory into the field file");
        }
        return announcement(received, file, received.envelope().producer(), null);
    }

    private static Announcement ofArtifact(Received<DataArrived> received) {
        var event = received.event();
        var artifact = event.getArtifact();
        if (artifact == null || !Digest.isOne(artifact)) {
            throw parked("ARTIFACT_MISSING", "The event has neither the number of a version nor an artifact's digest");
        }
        return announcement(received, event.getSourceName(), event.getArrivedBy(), artifact);
    }

    private static Announcement announcement(
            Received<DataArrived> received, String file, String producer, @Nullable String artifact) {
        var event = received.event();
        return new Announcement(
                received.envelope().project(),
                dataset(event.getDataset()),
                file,
                switch (event.getMode()) {
                    case SNAPSHOT -> Mode.SNAPSHOT;
                    case APPEND -> Mode.APPEND;
                },
                producer,
                new Announcement.Claims(event.getFormat(), event.getContentDigest(), event.getRows(), columns(event)),
                artifact);
    }

    private static String dataset(String name) {
        try {
            return Names.checked(name);
        } catch (Problem none) {
            throw parked(
                    "DATASET_NAME",
                    "dataset is '%s'. Name it with 1 to 63 of a-z 0-9 - _ . that start with a letter".formatted(name));
        }
    }

    private static List<Column> columns(DataArrived event) {
        return event.getColumns().stream()
                .map(column -> new Column(column.getName(), type(column.getName(), column.getType())))
                .toList();
    }

    private static ColumnType type(String column, String type) {
        return Arrays.stream(ColumnType.values())
                .filter(each -> each.name().equals(type))
                .findFirst()
                .orElseThrow(() -> parked(
                        "COLUMN_TYPE",
                        "Column '%s' is announced as '%s'. A type is one of %s; or leave columns out"
                                .formatted(column, type, Arrays.toString(ColumnType.values()))));
    }

    private static ParkedException parked(String code, String detail) {
        return new ParkedException(code, detail, false);
    }
}
