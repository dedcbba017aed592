package dev.millrace.ingestion.announced;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.Expected;
import dev.millrace.ingestion.dataset.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer outside says of a file, or monitoring of rows that it has gathered.
 *
 * @param file its name relative to the permitted directory; of an artifact only a label
 * @param producer the name that the producer gives itself; empty where it gives none
 * @param claims what must be so for the file to become a version
 * @param artifact that holds the rows; null for a file in the permitted directory
 */
public record Announcement(
        String project,
        String dataset,
        String file,
        Mode mode,
        String producer,
        Claims claims,
        @Nullable String artifact) {

    /**
     * @param format empty where the file's name says it
     * @param digest SHA-256 of the file, as it is or decompressed; empty where the producer does not say
     * @param rows 0 where the producer does not say
     * @param columns empty where the producer does not say
     */
    public record Claims(String format, String digest, long rows, List<Column> columns) {
        public Claims {
            columns = List.copyOf(columns);
        }

        Expected expected() {
            return new Expected(rows, columns);
        }
    }

    /** How the version says where it is from. */
    String sourceKind() {
        return artifact == null ? "event" : "feedback";
    }

    /** Whom a version of the file counts as brought by. */
    String arrivedBy() {
        return producer.isEmpty() ? "outside" : producer;
    }
}
