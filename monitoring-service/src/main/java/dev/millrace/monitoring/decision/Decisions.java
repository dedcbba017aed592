package dev.millrace.monitoring.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every decision about training. Its id comes from its event alone, so the same event again is the same decision. */
public interface Decisions {

    void add(String project, TrainingDecision decision);

    /**
     * Those that match, newest first. At most so many are read: fewer may match, though there are older ones.
     *
     * @param pipeline null for all
     * @param outcome null for all
     * @param after the id that the page before ended with; null for the first page
     */
    Found find(
            String project,
            @Nullable String pipeline,
            TrainingDecision.@Nullable Outcome outcome,
            @Nullable String after,
            int limit);

    /** @param next what to pass as {@code after} for the next page; null on the last */
    record Found(List<TrainingDecision> decisions, @Nullable String next) {}
}
