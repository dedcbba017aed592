package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.training.data.DataRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trigger led to. */
public sealed interface TriggerDecision {

    /** A run was started. */
    record Started(RunRequest run, DataRange data, String detail) implements TriggerDecision {}

    /**
     * Joined the run that waits.
     *
     * @param data what it would read if it started now
     * @param causes the events of this trigger alone
     * @param lineage that of this trigger
     */
    record Merged(RunRequest waiting, DataRange data, List<String> causes, Lineage lineage, String detail)
            implements TriggerDecision {
        public Merged {
            causes = List.copyOf(causes);
        }
    }

    /**
     * Nothing was started.
     *
     * @param run what waited and is not started now, with all triggers that joined it; null where nothing waited
     * @param causes events behind it, the first ones where they are many
     * @param reconsiderAt when it is decided again by itself; null where nothing but new data, or a person, changes it
     */
    record Suppressed(
            Suppression reason,
            List<String> causes,
            Lineage lineage,
            String detail,
            @Nullable Instant reconsiderAt,
            @Nullable RunRequest run)
            implements TriggerDecision {
        public Suppressed {
            causes = List.copyOf(causes);
        }

        static Suppressed of(Trigger trigger, TriggerPolicy.No no) {
            return new Suppressed(no.reason(), trigger.causes(), trigger.lineage(), no.detail(), no.until(), null);
        }

        /** A run that was asked for is not started. */
        static Suppressed of(RunRequest run, TriggerPolicy.No no) {
            return new Suppressed(no.reason(), run.triggers().causes(), run.lineage(), no.detail(), no.until(), run);
        }
    }
}
