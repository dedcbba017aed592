package dev.millrace.training.run;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.pipeline.RunId;
import java.util.List;
import java.util.Optional;

/** Records of all runs that started, and of those that never had their turn. */
public interface Runs {

    Optional<RunReport> find(String project, RunId run);

    /**
     * Runs of one pipeline, the newest first.
     *
     * @param before only lower numbers
     */
    List<RunReport> ofPipeline(String project, String pipeline, int before, int limit);

    /**
     * Runs of all pipelines, the newest first.
     *
     * @param before only those whose {@link RunId#order} is lower
     */
    List<RunReport> all(String project, String before, int limit);

    ReadModel row(TrainingRun run);
}
