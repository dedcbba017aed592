package dev.millrace.training.pipeline.mongo;

import dev.millrace.training.pipeline.PastEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something that a pipeline was told; one of the last three is there. */
@Document("past-events")
@CompoundIndex(name = "pipeline", def = "{'pipelineId': 1, 'at': 1}")
record PastEventDocument(
        @Id String id,
        String pipelineId,
        Instant at,
        PastEvent.@Nullable Triggered triggered,
        PastEvent.@Nullable Ended ended,
        PastEvent.@Nullable Judged judged) {

    static PastEventDocument of(PastEvent event) {
        var what = event.what();
        return new PastEventDocument(
                UUID.randomUUID().toString(),
                event.pipelineId(),
                event.at(),
                what instanceof PastEvent.Triggered triggered ? triggered : null,
                what instanceof PastEvent.Ended ended ? ended : null,
                what instanceof PastEvent.Judged judged ? judged : null);
    }

    PastEvent event() {
        return new PastEvent(pipelineId, at, what());
    }

    private PastEvent.What what() {
        if (triggered != null) {
            return triggered;
        }
        return ended != null ? ended : Objects.requireNonNull(judged);
    }
}
