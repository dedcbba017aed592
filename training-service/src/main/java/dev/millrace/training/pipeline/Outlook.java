package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of trigger would get if it came now, by the same policy that decides when it comes.
 *
 * @param newData data that add no rows to those there are
 * @param drift a certain drift of the version that serves
 * @param person somebody who asks for a run
 */
public record Outlook(Answer newData, Answer drift, Answer person) {

    private static final Lineage NOBODYS = new Lineage("", null, 0);

    /**
     * What a trigger would get.
     *
     * @param reason of the run where one is started or joined, else why none is
     * @param until when the answer may change by itself; null where time alone changes nothing
     */
    public record Answer(
            Outcome decision,
            String reason,
            String detail,
            @Nullable Instant until) {}

    /** What becomes of a trigger. */
    public enum Outcome {
        /** A run starts. */
        STARTED,
        /** It joins the run that waits. */
        MERGED,
        /** No run. */
        SUPPRESSED
    }

    static Outlook of(Situation situation, TriggerPolicy policy) {
        var champion = situation.pipeline().champion();
        int served = champion == null ? 0 : champion.version();
        return new Outlook(
                answer(policy.decide(situation, new Trigger.NewData(List.of(), NOBODYS))),
                answer(policy.decide(situation, new Trigger.Drift(List.of(), NOBODYS, served, Finding.CERTAIN))),
                answer(policy.decide(situation, new Trigger.Manual("", NOBODYS))));
    }

    private static Answer answer(TriggerDecision decision) {
        return switch (decision) {
            case TriggerDecision.Started started ->
                new Answer(Outcome.STARTED, started.run().reason().name(), started.detail(), null);
            case TriggerDecision.Merged merged ->
                new Answer(Outcome.MERGED, merged.waiting().reason().name(), merged.detail(), null);
            case TriggerDecision.Suppressed no ->
                new Answer(Outcome.SUPPRESSED, no.reason().name(), no.detail(), no.reconsiderAt());
        };
    }
}
