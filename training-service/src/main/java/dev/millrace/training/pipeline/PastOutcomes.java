package dev.millrace.training.pipeline;

import dev.millrace.training.pipeline.PastEvent.Ended;
import dev.millrace.training.pipeline.PastEvent.Judged;
import dev.millrace.training.pipeline.PastEvent.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How recorded runs went, from which follows how a run of a replay is taken to go. */
final class PastOutcomes {

    private final Map<Long, Outcome> byLastVersion = new HashMap<>();
    private final Outcome assumed;

    /**
     * How a run goes.
     *
     * @param verdictAfter how long after its end the verdict comes
     * @param assumed whether no such run was recorded
     */
    record Outcome(FollowRun.End end, boolean approved, Duration verdictAfter, boolean assumed) {}

    private record DatedVerdict(Verdict verdict, Instant at) {}

    PastOutcomes(List<PastEvent> events) {
        var verdicts = verdicts(events);
        for (var event : events) {
            if (event.what() instanceof Ended ended) {
                var verdict = verdicts.get(ended.name());
                byLastVersion.put(ended.read(), recorded(ended, event.at(), verdict));
            }
        }
        var end = new FollowRun.End(FollowRun.Ending.TRAINED, "assumed", median(events), null, null);
        assumed = new Outcome(end, true, Duration.ZERO, true);
    }

    private static Map<String, DatedVerdict> verdicts(List<PastEvent> events) {
        var verdicts = new HashMap<String, DatedVerdict>();
        for (var event : events) {
            if (event.what() instanceof Judged(var run, var verdict) && run != null && verdict != Verdict.ROLLED_BACK) {
                verdicts.putIfAbsent(run, new DatedVerdict(verdict, event.at()));
            }
        }
        return verdicts;
    }

    private static Outcome recorded(Ended ended, Instant at, @Nullable DatedVerdict verdict) {
        var end = new FollowRun.End(ended.ending(), "as recorded", ended.took(), null, ended.better());
        if (verdict == null) {
            return new Outcome(end, true, Duration.ZERO, false);
        }
        var after = verdict.at().isAfter(at) ? Duration.between(at, verdict.at()) : Duration.ZERO;
        return new Outcome(end, verdict.verdict() == Verdict.APPROVED, after, false);
    }

    private static Duration median(List<PastEvent> events) {
        var took = events.stream()
                .flatMap(event -> event.what() instanceof Ended ended ? Stream.of(ended.took()) : Stream.empty())
                .sorted()
                .toList();
        return took.isEmpty() ? Duration.ZERO : took.get(took.size() / 2);
    }

    /** The outcome of the newest recorded run that read up to the same version, else what is assumed. */
    Outcome of(ActiveRun run) {
        return byLastVersion.getOrDefault(run.data().position(), assumed);
    }
}
