package dev.millrace.console.pipeline;

import dev.millrace.console.page.Show;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the trigger policy with its figure and bound. Training judges; which rules a trigger has passed follows from the one that it
 * names, because they are looked at in order.
 */
record Rule(String code, String asks, String figure, String bound, Passed newData, Passed drift, Passed person) {

    /** How far a trigger came. */
    enum Passed {
        YES,
        STOPS,
        NOT_REACHED,
        EXEMPT
    }

    private static final List<String> ORDER =
            List.of("NOT_TRIGGERED", "MERGED", "NOTHING_NEW", "BREAKER", "COOLDOWN", "NOT_ENOUGH_DATA", "BUDGET");

    /** The rules in the order in which they are looked at. */
    static List<Rule> of(Trigger trigger, Show show) {
        var bounds = trigger.bounds();
        var now = trigger.now();
        if (bounds == null || now == null) {
            return List.of();
        }
        var active = trigger.activeRun() == null ? "none" : trigger.activeRun();
        return List.of(
                rule("NOT_TRIGGERED", "does the specification name it?", "", on(bounds), now, List.of("person")),
                rule("MERGED", "is a run active already?", active, "none", now, List.of()),
                rule(
                        "NOTHING_NEW",
                        "has the last model seen every row?",
                        rows(trigger, show),
                        "1 new row",
                        now,
                        List.of("person", "newData")),
                rule(
                        "BREAKER",
                        "did automatic runs in a row bring nothing?",
                        trigger.runsWithoutGain() + (trigger.breakerOpen() ? ", open" : ""),
                        "below " + bounds.noGainRuns(),
                        now,
                        List.of("person")),
                rule(
                        "COOLDOWN",
                        "has the last run ended long enough ago?",
                        cooldown(trigger, show),
                        Periods.written(bounds.cooldown()),
                        now,
                        List.of("person")),
                rule(
                        "NOT_ENOUGH_DATA",
                        "are there enough new rows?",
                        rows(trigger, show),
                        "at least " + show.count(bounds.newRowsNeeded()),
                        now,
                        List.of("person", "drift")),
                rule(
                        "BUDGET",
                        "is something of the day's budget left?",
                        trigger.runsToday() + " runs, " + Periods.written(trigger.trainingToday())
                                + rows(trigger.rowsPerDay(), trigger.rowsToday(), show),
                        trigger.runsPerDay() + " runs, " + Periods.written(trigger.trainingPerDay())
                                + rows(trigger.rowsPerDay(), trigger.rowsPerDay(), show),
                        now,
                        List.of("person")));
    }

    private static String on(Trigger.Bounds bounds) {
        return bounds.retrainOn() == null ? Show.NOTHING : String.join(", ", bounds.retrainOn());
    }

    private static String cooldown(Trigger trigger, Show show) {
        var until = trigger.cooldownUntil();
        return until == null
                ? "over"
                : show.isPast(until) ? "over since " + show.time(until) : "until " + show.time(until);
    }

    /** Rows belong to the budget only where it has a bound of them. */
    private static String rows(@Nullable Long bound, @Nullable Long rows, Show show) {
        return bound == null || rows == null ? "" : ", " + show.count(rows) + " rows";
    }

    private static String rows(Trigger trigger, Show show) {
        return show.count(trigger.newRows()) + " new";
    }

    private static Rule rule(
            String code, String asks, String figure, String bound, Trigger.Now now, List<String> exempt) {
        return new Rule(
                code,
                asks,
                figure,
                bound,
                passed(code, now.newData(), exempt.contains("newData")),
                passed(code, now.drift(), exempt.contains("drift")),
                passed(code, now.person(), exempt.contains("person")));
    }

    private static Passed passed(String code, Trigger.Outcome outcome, boolean exempt) {
        var stop = stop(outcome);
        if (stop.equals(code)) {
            return Passed.STOPS;
        }
        var known = ORDER.indexOf(stop);
        if (known >= 0 && known < ORDER.indexOf(code)) {
            return Passed.NOT_REACHED;
        }
        return exempt ? Passed.EXEMPT : Passed.YES;
    }

    private static String stop(Trigger.@Nullable Outcome outcome) {
        if (outcome == null || outcome.starts()) {
            return "";
        }
        return outcome.decision().equals("MERGED") || outcome.reason() == null ? outcome.decision() : outcome.reason();
    }
}
