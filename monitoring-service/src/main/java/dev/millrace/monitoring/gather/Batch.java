package dev.millrace.monitoring.gather;

import java.time.Instant;

/**
 * Rows that were handed over to become a version.
 *
 * @param owner project and model
 * @param number counts up from 1 within the model
 * @param dataset that they were handed over for
 * @param artifact with the rows, an object a line
 * @param cascadeId in which what became of them is told
 */
public record Batch(
        String owner, long number, String dataset, long rows, String artifact, String cascadeId, Instant madeAt) {

    /** Who brings the versions that batches become. */
    public static final String ARRIVED_BY = "monitoring";

    public String project() {
        return owner.substring(0, owner.indexOf('/'));
    }

    public String model() {
        return owner.substring(owner.indexOf('/') + 1);
    }

    /** What the version says of where it is from. */
    public String name() {
        return "%s batch %d.jsonl".formatted(model(), number);
    }
}
