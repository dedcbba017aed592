package dev.millrace.training.run;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.pipeline.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records of all runs that started, and of those that never had their turn. */
public interface Runs {

    Optional<RunReport> find(String project, RunId run);

    /**
     * Records of runs that match, the newest first. At most so many records are read: fewer may match, though there are older ones.
     *
     * @param before only those whose {@link RunId#order} is lower
     */
    List<RunReport> find(String project, RunFilter filter, String before, int limit);

    /** How many that were asked for since then stand so. */
    long count(String project, RunReport.Status status, Instant since);

    ReadModel row(TrainingRun run);
}
