package dev.millrace.registry.judging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a candidate can be compared with. */
public sealed interface Comparison {

    /** Nothing serves yet. */
    record FirstModel() implements Comparison {}

    /**
     * The champion, scored on the same test rows.
     *
     * @param own the candidate's figures on the rows that the champion was scored on; null where these are all test rows
     */
    record Scored(
            int version,
            Map<String, Double> metrics,
            @Nullable Map<String, Double> own) implements Comparison {}

    /** There is a champion, but training could not score it. */
    record NotScored(int version, String problem) implements Comparison {}

    /** Training compared with another version than the one that serves now. */
    record Stale(@Nullable Integer compared, int current) implements Comparison {}

    /** @param current the version that serves now; null where none does */
    static Comparison of(TrainingFacts.ChampionScore score, @Nullable Integer current) {
        if (current == null) {
            return new FirstModel();
        }
        if (!current.equals(score.version())) {
            return new Stale(score.version(), current);
        }
        return score.problem() == null
                ? new Scored(current, score.metrics(), score.compared())
                : new NotScored(current, score.problem());
    }
}
