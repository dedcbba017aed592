package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateType;
import dev.millrace.pipelines.PipelineSpec.Retrain;
import dev.millrace.training.data.DataRange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What decides about the runs of one pipeline: at most one run is active, at most one waits.
 *
 * @param definition the version in force; null before the pipeline was defined
 * @param data the versions of its dataset that it was told of and that count
 * @param champion the version that serves; null where none does
 * @param putOff triggers that are decided on again; null where there are none, which is so while a run is active or waits
 */
public record Pipeline(
        String project,
        String name,
        @Nullable Definition definition,
        DataRange data,
        @Nullable ChampionInForce champion,
        Runs runs,
        PastRuns past,
        @Nullable PutOff putOff) {

    public static final AggregateType<Pipeline> TYPE = new AggregateType<>("pipelines", Pipeline.class);

    /** The version that serves. */
    public record ChampionInForce(long generation, int version, String packageDigest) {}

    /**
     * The runs that are not over.
     *
     * @param numbered how many run numbers were given out
     * @param active null where none is active
     * @param waiting null where none waits
     */
    public record Runs(
            int numbered,
            @Nullable ActiveRun active,
            @Nullable RunRequest waiting) {

        static final Runs NONE = new Runs(0, null, null);

        Runs starting(ActiveRun run) {
            return new Runs(Math.max(numbered, run.number()), run, null);
        }

        Runs waitingFor(@Nullable RunRequest run) {
            return new Runs(run == null ? numbered : Math.max(numbered, run.number()), active, run);
        }

        Runs withActive(@Nullable ActiveRun run) {
            return new Runs(numbered, run, waiting);
        }
    }

    static Pipeline unknown(String project, String name) {
        return new Pipeline(project, name, null, DataRange.NONE, null, Runs.NONE, PastRuns.NONE, null);
    }

    public static String id(String project, String name) {
        return project + "/" + name;
    }

    public String id() {
        return id(project, name);
    }

    /** Empty before the pipeline was defined. */
    public String dataset() {
        return definition == null ? "" : definition.parsed().data().dataset();
    }

    public RunId runId(RunRequest run) {
        return new RunId(name, run.number());
    }

    public Optional<ActiveRun> active(int number) {
        return Optional.ofNullable(runs.active()).filter(run -> run.number() == number);
    }

    public Optional<RunRequest> waiting(int number) {
        return Optional.ofNullable(runs.waiting()).filter(run -> run.number() == number);
    }

    /** Of answered and labelled rows; null where the pipeline reads none. */
    public @Nullable String feedback() {
        var feedback = definition == null ? null : definition.parsed().data().feedback();
        return feedback == null ? null : feedback.dataset();
    }

    /** With another dataset, what is known of the old one is forgotten, and its first data are first data again. */
    Pipeline defined(Definition newer) {
        var feedback = newer.parsed().data().feedback();
        boolean sameFeedback = feedback != null && feedback.dataset().equals(feedback());
        return newer.parsed().data().dataset().equals(dataset())
                ? new Pipeline(
                        project,
                        name,
                        newer,
                        sameFeedback ? data : data.withFeedback(null),
                        champion,
                        runs,
                        past,
                        putOff)
                : new Pipeline(project, name, newer, DataRange.NONE, champion, runs, past.untrained(), null);
    }

    /** After the world of a version has moved, unless that does not serve any more; null where it is not sure that it has. */
    Pipeline moved(int modelVersion, @Nullable Instant since) {
        boolean old = champion != null && modelVersion < champion.version();
        return since == null || old ? this : withPast(past.withMovedSince(since));
    }

    /** After a trigger, of which drift that is certain is kept until a newer version serves. */
    Pipeline heard(Trigger trigger) {
        boolean certain = trigger instanceof Trigger.Drift drift
                && drift.finding() == Trigger.Drift.Finding.CERTAIN
                && (champion == null || drift.modelVersion() >= champion.version());
        return certain ? withPast(past.withDrift(PastRuns.Drift.of((Trigger.Drift) trigger))) : this;
    }

    /** The drift of the version in service; empty where it has not drifted, or drift starts no runs. */
    Optional<PastRuns.Drift> unansweredDrift() {
        boolean asked = definition != null && definition.parsed().retrain().on().contains(Retrain.On.DRIFT);
        return Optional.ofNullable(past.drift())
                .filter(drift -> asked && champion != null && drift.version() == champion.version());
    }

    /** Since when automatic runs are stopped until a person starts one; null where they are not. */
    public @Nullable Instant brokenSince() {
        return definition != null
                        && past.withoutGain() >= definition.parsed().retrain().noGainRuns()
                ? past.ended()
                : null;
    }

    /** Whether there are data that no model was made of and no run reads. */
    boolean hasFirstData() {
        var active = runs.active();
        return !data.isEmpty() && past.trained() == null && (active == null || !active.covers(dataset(), data));
    }

    /** The newest model, if this run made it. */
    Optional<PastRuns.Trained> newestOf(@Nullable String run) {
        return Optional.ofNullable(past.trained())
                .filter(made -> new RunId(name, made.number()).toString().equals(run));
    }

    /** After the verdict about this run's model, which may come before the run is known to be over. */
    Pipeline judged(@Nullable String run, boolean approved) {
        return activeRun(run)
                .map(active -> withRuns(runs.withActive(active.asJudged(approved))))
                .or(() -> newestOf(run).map(made -> withPast(past.withTrained(made.asJudged()))))
                .orElse(this);
    }

    /** Whether a person asked for the run that made this model. */
    boolean isManual(String run) {
        return activeRun(run)
                .map(active -> active.request().reason() == Reason.MANUAL)
                .or(() -> newestOf(run).map(PastRuns.Trained::manual))
                .orElse(false);
    }

    /** Whether it was counted already that the run brought nothing. */
    boolean hadNoGain(@Nullable String run) {
        return newestOf(run).filter(made -> Boolean.TRUE.equals(made.noGain())).isPresent();
    }

    Optional<ActiveRun> activeRun(@Nullable String run) {
        return Optional.ofNullable(runs.active())
                .filter(active -> runId(active.request()).toString().equals(run));
    }

    /** By another specification of the same dataset; null where only the rest is of interest. */
    Pipeline withDefinition(@Nullable Definition newer) {
        return new Pipeline(project, name, newer, data, champion, runs, past, putOff);
    }

    Pipeline withData(DataRange newer) {
        return new Pipeline(project, name, definition, newer, champion, runs, past, putOff);
    }

    Pipeline withChampion(ChampionInForce newer) {
        return new Pipeline(project, name, definition, data, newer, runs, past, putOff);
    }

    Pipeline withRuns(Runs newer) {
        return new Pipeline(project, name, definition, data, champion, newer, past, putOff);
    }

    Pipeline withPast(PastRuns newer) {
        return new Pipeline(project, name, definition, data, champion, runs, newer, putOff);
    }

    Pipeline withPutOff(@Nullable PutOff newer) {
        return new Pipeline(project, name, definition, data, champion, runs, past, newer);
    }
}
