package dev.millrace.training.run;

import dev.millrace.messaging.Lineage;
import java.util.List;

/** What a trigger led to. */
public sealed interface TriggerDecision {

    /** A run was requested. */
    record Started(Run run, String detail) implements TriggerDecision {}

    /**
     * Joined the run that waits.
     *
     * @param causes the events of this trigger alone
     * @param lineage that of this trigger
     */
    record Merged(Run waiting, List<String> causes, Lineage lineage, String detail) implements TriggerDecision {}

    /** Nothing was started. */
    record Suppressed(Suppression reason, List<String> causes, Lineage lineage, String detail)
            implements TriggerDecision {}
}
