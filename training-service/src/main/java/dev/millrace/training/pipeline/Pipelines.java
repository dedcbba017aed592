package dev.millrace.training.pipeline;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.data.DataRange;
import java.time.Instant;
import java.util.List;

/** Pipelines by what they read, and the runs of theirs that wait. */
public interface Pipelines {

    /**
     * A run that waits.
     *
     * @param data what it would have read when the last trigger joined it
     */
    record WaitingRun(String pipeline, RunRequest request, String dataset, DataRange data) {}

    /**
     * Ids of pipelines that read the dataset, in order.
     *
     * @param after only ids behind this one; empty for the first page
     */
    List<String> readersOf(String project, String dataset, String after, int limit);

    boolean isReader(String id, String dataset);

    /**
     * Runs that wait, the newest first.
     *
     * @param before only those whose {@link RunId#order} is lower
     */
    List<WaitingRun> waiting(String project, String before, int limit);

    /**
     * A pipeline that is not trained until somebody starts a run.
     *
     * @param since when its last run ended
     */
    record Broken(String name, Instant since, int runsWithoutGain) {}

    /** The last that broke first. */
    List<Broken> broken(String project, int limit);

    long countBroken(String project);

    /** @param data what the run that waits would read now */
    ReadModel row(Pipeline pipeline, DataRange data);
}
