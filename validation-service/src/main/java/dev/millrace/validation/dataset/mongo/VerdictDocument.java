package dev.millrace.validation.dataset.mongo;

import dev.millrace.validation.dataset.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The verdict on one version of one dataset, whose names make the id.
 *
 * @param project null in documents of an earlier release, which are not counted
 * @param usable as above
 * @param judgedAt as above
 */
@Document("verdicts")
@CompoundIndex(name = "counted", def = "{'project': 1, 'usable': 1, 'judgedAt': -1}")
record VerdictDocument(
        @Id String id,
        @Nullable String project,
        @Nullable Boolean usable,
        @Nullable Instant judgedAt,
        Verdict verdict) {

    static String id(String dataset, long version) {
        return "%s/%019d".formatted(dataset, version);
    }
}
