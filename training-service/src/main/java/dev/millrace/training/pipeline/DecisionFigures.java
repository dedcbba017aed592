package dev.millrace.training.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The figures that a decision about a run was taken on, as the event {@code training.decided} names them; durations are in seconds. */
final class DecisionFigures {

    private static final double MILLIS = 1000;

    private DecisionFigures() {}

    static Map<String, Double> of(Situation situation) {
        var policy = situation.policy();
        var past = situation.past();
        var now = situation.now();
        var figures = new TreeMap<String, Double>();
        figures.put("rows", (double) situation.readable().rows());
        figures.put("newRows", (double) Restraint.freshRows(situation));
        figures.put("newRowsNeeded", (double) Restraint.newRowsNeeded(situation));
        figures.put("runsToday", (double) past.spending().runs(now));
        figures.put("runsPerDay", (double) policy.runsPerDay());
        figures.put("trainingToday", seconds(past.spending().training(now)));
        figures.put("trainingPerDay", seconds(policy.trainingPerDay()));
        figures.put("rowsToday", (double) past.spending().rows(now));
        if (policy.rowsPerDay() != null) {
            figures.put("rowsPerDay", (double) policy.rowsPerDay());
        }
        figures.put("runsWithoutGain", (double) past.withoutGain());
        figures.put("noGainRuns", (double) policy.noGainRuns());
        figures.put("cooldown", seconds(policy.cooldown()));
        if (past.ended() != null) {
            figures.put("sinceLastRun", seconds(Duration.between(past.ended(), now)));
        }
        return Collections.unmodifiableMap(figures);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
