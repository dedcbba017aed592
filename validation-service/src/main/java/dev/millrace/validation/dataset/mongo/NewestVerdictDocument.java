package dev.millrace.validation.dataset.mongo;

import dev.millrace.validation.dataset.Verdicts.Newest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The newest verdict of a dataset, where it is that the version cannot be used.
 *
 * @param rejectedAt by which they are sorted; {@link Instant#EPOCH} where the newest version can be used
 * @param newest null where the newest version can be used
 */
@Document("newest-verdicts")
@CompoundIndex(name = "rejected", def = "{'project': 1, 'rejectedAt': -1}")
record NewestVerdictDocument(
        @Id String id,
        String project,
        Instant rejectedAt,
        @Nullable Newest newest) {}
