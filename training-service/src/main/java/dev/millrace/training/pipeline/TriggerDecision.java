package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.training.data.DataRange;
import java.util.List;

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

    /** Nothing was started. */
    record Suppressed(Suppression reason, List<String> causes, Lineage lineage, String detail)
            implements TriggerDecision {
        public Suppressed {
            causes = List.copyOf(causes);
        }

        static Suppressed of(Trigger trigger, Suppression reason, String detail) {
            return new Suppressed(reason, trigger.causes(), trigger.lineage(), detail);
        }

        /** A run that was asked for is not started. */
        static Suppressed of(RunRequest run, Suppression reason, String detail) {
            return new Suppressed(reason, run.triggers().causes(), run.lineage(), detail);
        }
    }
}
