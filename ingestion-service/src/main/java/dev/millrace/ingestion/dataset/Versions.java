package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.DatasetState.ContentKey;
import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The versions of all datasets, looked up and listed. They decide nothing: the newest are in their dataset's state. */
public interface Versions {

    /** A version as it is stored with the change that adds it. */
    ReadModel stored(String project, NumberedVersion version);

    Optional<NumberedVersion> find(String project, String dataset, long number);

    Optional<NumberedVersion> findByContent(String project, String dataset, ContentKey content);

    /** Whether a version came of the request with this idempotency key. */
    boolean hasRequest(String project, String dataset, String idempotencyKey);

    /** How many of a project arrived since then. */
    long count(String project, Instant since);

    /** Newest first, before a number. */
    List<NumberedVersion> list(String project, String dataset, long before, int limit);
}
