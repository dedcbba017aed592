package dev.millrace.training.pipeline;

import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a pipeline was told, with the figures that it was decided on, so that another policy can be told it too. */
public record PastEvent(String pipelineId, Instant at, What what) {

    /** What it was. */
    public sealed interface What {}

    /**
     * Something that may start a run.
     *
     * @param modelVersion the version that drifted; null where nothing did
     * @param finding how sure the drift was; null where nothing drifted
     * @param dataset that the pipeline read
     * @param before the pipeline as it was decided on, with new data in it and without its specification
     */
    public record Triggered(
            Kind kind,
            @Nullable Integer modelVersion,
            @Nullable Finding finding,
            String dataset,
            Pipeline before,
            Decided decided)
            implements What {

        static Triggered of(Trigger trigger, Pipeline before, Decided decided) {
            var drift = trigger instanceof Trigger.Drift moved ? moved : null;
            return new Triggered(
                    Kind.of(trigger),
                    drift == null ? null : Integer.valueOf(drift.modelVersion()),
                    drift == null ? null : drift.finding(),
                    before.dataset(),
                    before.withDefinition(null),
                    decided);
        }

        /** Without a trigger: what was put off before was decided on again. */
        static Triggered again(Pipeline before, Decided decided) {
            return new Triggered(Kind.AGAIN, null, null, before.dataset(), before.withDefinition(null), decided);
        }

        /** Whether a version drifted that did not serve any more. */
        boolean isOld() {
            var champion = before.champion();
            return modelVersion != null && champion != null && modelVersion < champion.version();
        }

        /** Whether the world of the version that served had moved for sure. */
        boolean isCertainDrift() {
            return finding == Finding.CERTAIN && !isOld();
        }
    }

    /** What a trigger was. */
    public enum Kind {
        NEW_DATA,
        DRIFT,
        MANUAL,
        DEFINED,
        /** What was put off was decided on again. */
        AGAIN;

        static Kind of(Trigger trigger) {
            return switch (trigger) {
                case Trigger.NewData _ -> NEW_DATA;
                case Trigger.Drift _ -> DRIFT;
                case Trigger.Manual _ -> MANUAL;
                case Trigger.Defined _ -> DEFINED;
            };
        }
    }

    /** What was decided, in the words of the event {@code training.decided}. */
    public record Decided(String decision, String reason, String detail) {

        static Decided of(TriggerDecision decision) {
            return switch (decision) {
                case TriggerDecision.Started started ->
                    new Decided("STARTED", started.run().reason().name(), started.detail());
                case TriggerDecision.Merged merged ->
                    new Decided("MERGED", merged.waiting().reason().name(), merged.detail());
                case TriggerDecision.Suppressed no ->
                    new Decided("SUPPRESSED", no.reason().name(), no.detail());
            };
        }

        boolean isLike(Decided other) {
            return decision.equals(other.decision) && reason.equals(other.reason);
        }
    }

    /**
     * A run was over.
     *
     * @param name of the run
     * @param read how many dataset versions there were up to the last one that it read
     * @param better whether its model was better than the version in service; null where nobody could say
     */
    public record Ended(
            String name,
            long read,
            Instant askedAt,
            FollowRun.Ending ending,
            Duration took,
            @Nullable Boolean better) implements What {

        static Ended of(Pipeline pipeline, ActiveRun run, FollowRun.End end) {
            return new Ended(
                    pipeline.runId(run.request()).toString(),
                    run.data().position(),
                    run.request().requestedAt(),
                    end.ending(),
                    end.took(),
                    end.better());
        }
    }

    /**
     * A verdict about a model came.
     *
     * @param run that made it; null where nobody knows
     */
    public record Judged(@Nullable String run, Verdict verdict) implements What {}

    /** What became of a model. */
    public enum Verdict {
        APPROVED,
        REJECTED,
        /** An earlier version took its place again. */
        ROLLED_BACK
    }
}
