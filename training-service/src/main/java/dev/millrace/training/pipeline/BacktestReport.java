package dev.millrace.training.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have decided about a pipeline's past.
 *
 * @param sameAsRecorded decisions that the policy in force takes again as they were taken: how far they are fewer than all is how far a
 *     replay can be trusted
 * @param decisions how many decisions were compared
 * @param differences decisions of the other policy that differ from those recorded, in order of time
 */
public record BacktestReport(
        String pipeline,
        Instant since,
        Instant until,
        Runs runs,
        int sameAsRecorded,
        int decisions,
        List<Difference> differences) {

    public BacktestReport {
        differences = List.copyOf(differences);
    }

    /**
     * The runs of that time.
     *
     * @param recorded what happened
     * @param replayed what would have happened under the other policy
     * @param inForce what comes out when the policy in force is told the same again
     */
    public record Runs(Totals recorded, Totals replayed, Totals inForce) {}

    /**
     * What the runs cost, and what they were good for.
     *
     * @param runs that ended
     * @param assumed those of them of which nothing like it was recorded: they are taken to last as long as the median of the recorded
     *     ones and to be approved
     * @param training how long the runs took together
     * @param stale how long a model served whose drift was certain and which no later model had replaced
     */
    public record Totals(int runs, int assumed, Duration training, Duration stale) {}

    /**
     * A decision that the other policy takes differently.
     *
     * @param trigger such as NEW_DATA or DRIFT; AGAIN for what was put off and is decided on again
     * @param recorded null where nothing was decided then
     * @param replayed null where nothing would be decided then
     */
    public record Difference(
            Instant at,
            PastEvent.Kind trigger,
            PastEvent.@Nullable Decided recorded,
            PastEvent.@Nullable Decided replayed) {}
}
