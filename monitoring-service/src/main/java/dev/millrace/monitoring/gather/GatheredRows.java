package dev.millrace.monitoring.gather;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Labelled rows that wait to become a version, in chunks of those that were put in place together. */
public interface GatheredRows {

    /**
     * Rows of one model and partition that were gathered together.
     *
     * @param owner project and model
     * @param first number of the first row among all of the partition
     * @param since when they began to wait
     */
    record Chunk(String owner, String pipeline, int partition, long first, Instant since, List<LabelledRow> rows) {
        public Chunk {
            rows = List.copyOf(rows);
        }
    }

    /** A chunk without its rows. */
    record Head(String id, String pipeline, int partition, long first, int rows, Instant since) {

        long end() {
            return first + rows;
        }
    }

    /** The documents of a chunk; the one that lists it is the last. */
    List<ReadModel> documents(Chunk chunk);

    /** Of one model, by partition and number. */
    List<Head> heads(String owner, int most);

    /** The rows of a chunk that was listed; empty where they are there no longer. */
    Optional<List<LabelledRow>> rows(String id);

    void remove(List<String> ids);

    /** The first owner of waiting rows behind another one. */
    Optional<String> ownerAfter(String owner);
}
