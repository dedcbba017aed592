package dev.millrace.training.pipeline;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;

/** What pipelines were told, each in order of time. */
public interface PastEvents {

    ReadModel row(PastEvent event);

    /** The first ones since a time. */
    List<PastEvent> since(String pipelineId, Instant time, int limit);
}
