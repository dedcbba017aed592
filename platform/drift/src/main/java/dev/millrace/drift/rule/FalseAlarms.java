package dev.millrace.drift.rule;

import dev.millrace.models.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule raises a false alarm on a baseline, found by drawing the baseline against itself. A baseline is a sample of its world, and
 * all windows are held against the same one. So some baselines are drawn from the one that there is, and of each many windows are judged like
 * real ones: where a baseline happens to lie off its world, window after window alarms.
 *
 * @param windowShare of single windows that alarm
 * @param from the least share that would not be surprising, in 95 of 100 cases
 * @param to the largest one
 * @param pooledShare of windows with which {@linkplain PooledWindows several judged as one} begin an episode though not each of them alarms
 * @param episodeShare of windows with which an episode begins, by as many in a row that alarm or by several judged as one
 * @param draws windows that were judged for it
 */
public record FalseAlarms(
        double windowShare, double from, double to, double pooledShare, double episodeShare, int draws) {

    private static final int BASELINES = 25;
    private static final int MOST_WINDOWS = 40;

    /** Judging a window takes time for each of its columns, and somebody waits for the answer. */
    static final int MOST_COLUMNS_JUDGED = 40_000;

    private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

    /** Of a normal variable, 95 of 100 values lie so many deviations around its mean. */
    private static final double MOST = 1.96;

    /** Draws windows in which nothing moved, each column by itself, and judges them. */
    public static FalseAlarms of(Baseline baseline, Rule rule, long seed) {
        return of(
                baseline,
                rule,
                new Drawing(rule.windowRows(), 1, PooledWindows.count(rule), MOST_COLUMNS_JUDGED),
                seed);
    }

    /**
     * How windows are drawn.
     *
     * @param rows of each
     * @param parts that are judged beside each other, this one included
     * @param pooled windows that are judged as one; 1 for none
     * @param columns that are judged at most, those of all windows together, each counted once
     */
    record Drawing(long rows, int parts, int pooled, int columns) {}

    static FalseAlarms of(Baseline baseline, Rule rule, Drawing drawing, long seed) {
        var random = new SplittableRandom(seed);
        int columns = Math.max(1, baseline.watched().size());
        int windows = Math.max(rule.windowsInARow(), Math.min(drawing.columns() / columns / BASELINES, MOST_WINDOWS));
        int baselines = Math.clamp(drawing.columns() / columns / windows, 2, BASELINES);
        var drawn = Stream.generate(() -> DrawnAlarms.of(baseline, rule, drawing, windows, random))
                .limit(baselines)
                .toList();
        var alone = of(drawn.stream().mapToInt(DrawnAlarms::windows).toArray(), windows, rule.windowsInARow());
        return drawing.pooled() == 1
                ? alone
                : alone.withPools(
                        drawn.stream().mapToInt(DrawnAlarms::pools).sum(),
                        baselines * (windows - drawing.pooled() + 1));
    }

    /** @param alarms windows of each baseline that alarmed, of so many */
    static FalseAlarms of(int[] alarms, int windows, int inARow) {
        int draws = alarms.length * windows;
        double share = Arrays.stream(alarms).sum() / (double) draws;
        double expected = expected(share * draws, draws);
        double inARowShare = Arrays.stream(alarms)
                .mapToDouble(each -> allAlarm(each, windows, inARow))
                .average()
                .orElse(0);
        double independent = independent(alarms, windows, share);
        double square = MOST * MOST / independent;
        double centre = (share + square / 2) / (1 + square);
        double reach = MOST / (1 + square) * Math.sqrt(share * (1 - share) / independent + square / independent / 4);
        return new FalseAlarms(
                expected,
                Math.max(0, centre - reach),
                Math.min(1, centre + reach),
                0,
                Math.max(inARowShare, Math.pow(expected, inARow)),
                draws);
    }

    /** None seen does not mean that none is to be expected. */
    private static double expected(double seen, int draws) {
        return (seen + 0.5) / (draws + 1);
    }

    /** Where few were drawn and none alarmed, no more are expected than by tests that are so much stricter than those of a window. */
    private FalseAlarms withPools(int alarms, int pools) {
        double share = alarms > 0
                ? expected(alarms, pools)
                : Math.min(expected(alarms, pools), windowShare / PooledWindows.STRICTER);
        return new FalseAlarms(windowShare, from, to, share, Math.min(1, episodeShare + share), draws);
    }

    /**
     * Together with those of a part that is judged with each so-manieth window only. Shares are added, as if the two never alarmed together, and
     * so are their bounds, which therefore hold in more than 95 of 100 cases.
     */
    FalseAlarms plus(FalseAlarms part, long every) {
        return new FalseAlarms(
                Math.min(1, windowShare + part.windowShare / every),
                from + part.from / every,
                Math.min(1, to + part.to / every),
                Math.min(1, pooledShare + part.pooledShare / every),
                Math.min(1, episodeShare + part.episodeShare / every),
                draws + part.draws);
    }

    /** The chance that so many windows all alarm which are taken from those of one baseline, each once. */
    private static double allAlarm(int alarms, int windows, int taken) {
        double chance = 1;
        for (int each = 0; each < taken; each++) {
            chance *= Math.max(0, alarms - each) / (double) (windows - each);
        }
        return chance;
    }

    /**
     * How many independent windows would tell the share as surely (Kish's effective sample size): fewer than were drawn, because those of one
     * baseline are alike. Wilson's interval is made with it.
     */
    private static double independent(int[] alarms, int windows, double share) {
        double squares = Arrays.stream(alarms)
                .mapToDouble(each -> Math.pow(each / (double) windows - share, 2))
                .sum();
        double variance = squares / (alarms.length - 1) / alarms.length;
        double draws = (double) alarms.length * windows;
        return variance == 0 ? draws : Math.clamp(share * (1 - share) / variance, 1, draws);
    }

    /**
     * False alarms to expect in a week at the traffic that was seen; empty before as many rows as a window has, because a few requests say
     * nothing about a week.
     *
     * @param rows that were counted between the two times
     */
    public Optional<Double> perWeek(Rule rule, long rows, @Nullable Instant first, @Nullable Instant last) {
        if (rows < rule.windowRows() || first == null || last == null || !first.isBefore(last)) {
            return Optional.empty();
        }
        double weeks = Math.max(1, Duration.between(first, last).toMillis()) / WEEK_MILLIS;
        long shortest = rule.timing().atLeast().toMillis();
        double mostAWeek = shortest == 0 ? Double.POSITIVE_INFINITY : WEEK_MILLIS / shortest;
        return Optional.of(Math.min(rows / weeks / rule.windowRows(), mostAWeek) * episodeShare);
    }
}
