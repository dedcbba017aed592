package dev.millrace.training.pipeline;

import dev.millrace.training.pipeline.BacktestReport.Difference;
import dev.millrace.training.pipeline.PastEvent.Kind;
import dev.millrace.training.pipeline.Replay.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the decisions of a replay against those recorded, each against the one about the same. */
final class Comparison {

    /** A service looks again a little after the time has come. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Map<Occasion, Step> told = new HashMap<>();
    private final TreeMap<Instant, Step> again = new TreeMap<>();

    private record Occasion(Instant at, Kind kind) {}

    private Comparison(List<Step> replayed) {
        for (var step : replayed) {
            if (step.kind() == Kind.AGAIN) {
                again.put(step.at(), step);
            } else {
                told.put(new Occasion(step.at(), step.kind()), step);
            }
        }
    }

    /** How many of the recorded decisions the replay takes as they were taken. */
    static int same(List<Step> recorded, List<Step> replayed) {
        var comparison = new Comparison(replayed);
        return (int) recorded.stream()
                .filter(step -> comparison
                        .counterpart(step)
                        .filter(other -> other.decided().isLike(step.decided()))
                        .isPresent())
                .count();
    }

    static List<Difference> differences(List<Step> recorded, List<Step> replayed) {
        var comparison = new Comparison(replayed);
        var differences = new ArrayList<Difference>();
        for (var step : recorded) {
            var other = comparison.counterpart(step).orElse(null);
            if (other == null || !other.decided().isLike(step.decided())) {
                differences.add(difference(step, other));
            }
        }
        comparison
                .again
                .values()
                .forEach(step -> differences.add(new Difference(step.at(), step.kind(), null, step.decided())));
        differences.sort(Comparator.comparing(Difference::at));
        return differences;
    }

    private static Difference difference(Step recorded, @Nullable Step replayed) {
        return new Difference(
                recorded.at(), recorded.kind(), recorded.decided(), replayed == null ? null : replayed.decided());
    }

    /** Each is the counterpart of one only. */
    private Optional<Step> counterpart(Step recorded) {
        if (recorded.kind() != Kind.AGAIN) {
            return Optional.ofNullable(told.remove(new Occasion(recorded.at(), recorded.kind())));
        }
        var nearest = again.ceilingEntry(recorded.at().minus(SLACK));
        return nearest == null || nearest.getKey().isAfter(recorded.at().plus(SLACK))
                ? Optional.empty()
                : Optional.ofNullable(again.remove(nearest.getKey()));
    }
}
