package dev.millrace.training.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline's past says about its next run.
 *
 * @param numbers run numbers given out
 * @param trained the newest run that made a model; null before the first
 * @param ended when the last run ended by itself; null before the first
 * @param spent runs of the last day
 * @param noGain automatic runs in a row whose model was rejected
 * @param definitionTried pipeline version whose coming into force was used up as a trigger
 * @param cancelled the last runs that somebody cancelled
 */
record History(
        int numbers,
        @Nullable Trained trained,
        @Nullable Instant ended,
        List<Spent> spent,
        int noGain,
        int definitionTried,
        List<Cancelled> cancelled) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int REMEMBERED = 50;

    static final History NONE = new History(0, null, null, List.of(), 0, 0, List.of());

    History {
        spent = List.copyOf(spent);
        cancelled = List.copyOf(cancelled);
    }

    /**
     * A run that made a model.
     *
     * @param judged whether the model was approved or rejected
     */
    record Trained(int number, boolean manual, boolean judged, List<Long> versions, long rows) {
        Trained {
            versions = List.copyOf(versions);
        }

        Trained asJudged() {
            return new Trained(number, manual, true, versions, rows);
        }
    }

    /** A run that somebody did not want any more. */
    record Cancelled(int number, Instant at, String by) {}

    /** What a run cost. */
    record Spent(Instant at, long millis) {}

    History untrained() {
        return new History(numbers, null, ended, spent, noGain, definitionTried, cancelled);
    }

    History numbered() {
        return new History(numbers + 1, trained, ended, spent, noGain, definitionTried, cancelled);
    }

    /** After a run ended by itself. */
    History after(@Nullable Trained made, Duration took, Instant now) {
        List<Spent> costs = Stream.concat(today(now), Stream.of(new Spent(now, took.toMillis())))
                .toList();
        return new History(numbers, made == null ? trained : made, now, costs, noGain, definitionTried, cancelled);
    }

    History withCancelled(Cancelled run) {
        List<Cancelled> runs = Stream.concat(Stream.of(run), cancelled.stream())
                .limit(REMEMBERED)
                .toList();
        return new History(numbers, trained, ended, spent, noGain, definitionTried, runs);
    }

    History withTrained(Trained made) {
        return new History(numbers, made, ended, spent, noGain, definitionTried, cancelled);
    }

    History withNoGain(int runs) {
        return new History(numbers, trained, ended, spent, runs, definitionTried, cancelled);
    }

    History withDefinitionTried(int version) {
        return new History(numbers, trained, ended, spent, noGain, version, cancelled);
    }

    long runsToday(Instant now) {
        return today(now).count();
    }

    Duration trainingToday(Instant now) {
        return Duration.ofMillis(today(now).mapToLong(Spent::millis).sum());
    }

    private Stream<Spent> today(Instant now) {
        return spent.stream().filter(run -> run.at().isAfter(now.minus(DAY)));
    }
}
