package dev.millrace.training.run;

import dev.millrace.messaging.AggregateType;
import dev.millrace.pipelines.PipelineSpec.Approval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline as training sees it: at most one run is active, at most one waits.
 *
 * @param dataset empty before the pipeline was defined
 * @param definition null before the pipeline was defined
 * @param known the data that the next run reads
 * @param champion null where none serves
 * @param active null where none runs
 * @param waiting null where none waits; there is none unless one is active
 */
record Pipeline(
        String project,
        String name,
        String dataset,
        @Nullable Definition definition,
        KnownData known,
        @Nullable ChampionInForce champion,
        @Nullable Run active,
        @Nullable Run waiting,
        History history) {

    static final AggregateType<Pipeline> TYPE = new AggregateType<>("pipelines", Pipeline.class);

    /** The version that serves. */
    record ChampionInForce(long generation, int version, String packageDigest) {}

    static Pipeline unknown(String project, String name) {
        return new Pipeline(project, name, "", null, KnownData.NONE, null, null, null, History.NONE);
    }

    static String id(String project, String name) {
        return project + "/" + name;
    }

    RunId runId(Run run) {
        return new RunId(name, run.number());
    }

    /** The job of a run; names the project too, because a job's end is told by its id alone. */
    String jobId(Run run) {
        return project + "/" + runId(run);
    }

    /** With another dataset, what is known of the old one is forgotten, and its first data are first data again. */
    Pipeline defined(Definition newer, String newDataset) {
        return newDataset.equals(dataset)
                ? new Pipeline(project, name, dataset, newer, known, champion, active, waiting, history)
                : new Pipeline(
                        project,
                        name,
                        newDataset,
                        newer,
                        KnownData.NONE,
                        champion,
                        active,
                        waiting,
                        history.untrained());
    }

    /** Whether there are data that no model was made of and no run reads. */
    boolean hasFirstData() {
        return !known.isEmpty() && history.trained() == null && (active == null || !active.covers(dataset, known));
    }

    /** Whether the newest model's verdict is on its way; where people decide, nobody waits for them. */
    boolean awaitsVerdict() {
        History.Trained newest = history.trained();
        return newest != null
                && !newest.judged()
                && definition != null
                && definition.parsed().approval().mode() == Approval.Mode.AUTOMATIC;
    }

    /** The newest model, if this run made it. */
    Optional<History.Trained> newestOf(@Nullable String run) {
        return Optional.ofNullable(history.trained())
                .filter(made -> new RunId(name, made.number()).toString().equals(run));
    }

    /** After the verdict about this run's model. */
    Pipeline judged(@Nullable String run) {
        return newestOf(run)
                .map(made -> withHistory(history.withTrained(made.asJudged())))
                .orElse(this);
    }

    Pipeline withKnown(KnownData data) {
        return new Pipeline(project, name, dataset, definition, data, champion, active, waiting, history);
    }

    Pipeline withChampion(ChampionInForce newer) {
        return new Pipeline(project, name, dataset, definition, known, newer, active, waiting, history);
    }

    Pipeline withRuns(@Nullable Run newActive, @Nullable Run newWaiting) {
        return new Pipeline(project, name, dataset, definition, known, champion, newActive, newWaiting, history);
    }

    Pipeline withHistory(History newer) {
        return new Pipeline(project, name, dataset, definition, known, champion, active, waiting, newer);
    }
}
