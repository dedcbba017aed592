package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run that was asked for.
 *
 * @param number counts up from 1 within the pipeline
 * @param requestedBy a person, or the type of the event that triggered it
 * @param askedBy all people who asked for it
 * @param lineage that of the trigger that came first
 */
public record RunRequest(
        int number,
        Reason reason,
        String requestedBy,
        List<String> askedBy,
        Instant requestedAt,
        Triggers triggers,
        Lineage lineage) {

    public RunRequest {
        askedBy = List.copyOf(askedBy);
    }

    /**
     * The triggers that the run answers. However many join, only the first ones are listed: each has a decision of its own that
     * names the run.
     *
     * @param causes ids of the events behind the first of them; a request over HTTP has none
     */
    public record Triggers(int count, List<String> causes) {

        private static final int LISTED = 64;

        public Triggers {
            causes = List.copyOf(causes);
        }

        static Triggers of(Trigger trigger) {
            return new Triggers(1, trigger.causes());
        }

        Triggers and(List<String> more) {
            return new Triggers(
                    count + 1,
                    Stream.concat(causes.stream(), more.stream()).limit(LISTED).toList());
        }
    }

    static RunRequest of(int number, Reason reason, Trigger trigger, Instant now) {
        return new RunRequest(
                number, reason, trigger.requestedBy(), trigger.askedBy(), now, Triggers.of(trigger), trigger.lineage());
    }

    /** Answers these triggers too, which started nothing when they came. */
    RunRequest answering(@Nullable PutOff putOff) {
        return putOff == null
                ? this
                : new RunRequest(
                        number, reason, requestedBy, askedBy, requestedAt, triggers.and(putOff.causes()), lineage);
    }

    /** The trigger that it stands for, where it is put off. */
    Trigger trigger(@Nullable Integer serving) {
        return reason == Reason.DRIFT
                ? new Trigger.Drift(
                        triggers.causes(), lineage, serving == null ? 0 : serving, Trigger.Drift.Finding.CERTAIN)
                : new Trigger.NewData(triggers.causes(), lineage);
    }

    /** Answers this trigger too; a person who asks takes over as the one who asked. */
    RunRequest joinedBy(Trigger trigger) {
        boolean manual = trigger instanceof Trigger.Manual;
        return new RunRequest(
                number,
                manual ? Reason.MANUAL : reason,
                manual ? trigger.requestedBy() : requestedBy,
                Stream.concat(askedBy.stream(), trigger.askedBy().stream())
                        .distinct()
                        .toList(),
                requestedAt,
                triggers.and(trigger.causes()),
                lineage);
    }
}
