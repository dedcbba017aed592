package dev.millrace.monitoring.feedback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labels whose predictions were not logged yet, or whose version nobody knows to be in service yet. */
public interface WaitingLabels {

    /**
     * A label of one model that waits on one partition.
     *
     * @param offset of its record in the topic
     */
    record Waiting(String scoreId, int partition, long offset, Label label, Instant since) {

        /** Whether both were read from the same record. */
        boolean isOfTheRecordOf(Waiting other) {
            return offset == other.offset && label.equals(other.label);
        }
    }

    /** Keeps labels; one that waits already waits on as it is. */
    void add(List<Waiting> labels);

    /** Whether any label of the model waits on the partition. */
    boolean any(String scoreId, int partition);

    /** Those of the model and partition that are about these predictions. */
    List<Waiting> about(String scoreId, int partition, Collection<String> predictionIds);

    /** Those of the model and partition that have waited longest, as far as there are more than a number. */
    List<Waiting> beyond(String scoreId, int partition, int most);

    /**
     * Of all models, in the order of their ids.
     *
     * @param last behind which the page begins; null for the first page
     */
    List<Waiting> after(@Nullable Waiting last, int most);

    void remove(String scoreId, Collection<String> predictionIds);

    /** How many wait for a model. */
    long count(String scoreId);
}
