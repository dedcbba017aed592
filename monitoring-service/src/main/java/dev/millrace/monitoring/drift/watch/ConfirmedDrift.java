package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Drift that as many windows in a row have shown as the rule asks for, each by itself or all as one.
 *
 * @param watched the approval whose model drifted
 * @param window the last of these windows, with every column
 * @param slices that drift, with the rows that were judged last of each
 * @param episode that it belongs to
 * @param sinceDeployment whether the episode began with the first window of its version that was judged
 * @param news whether the episode begins with it, or is only told again
 * @param falseAlarmsPerWeek how often the rule would say so though nothing moved; null where that is not known
 */
public record ConfirmedDrift(
        Approved watched,
        JudgedWindow window,
        List<DriftedSlice> slices,
        Episode episode,
        boolean sinceDeployment,
        News news,
        Rule rule,
        Baseline baseline,
        @Nullable Double falseAlarmsPerWeek) {

    public ConfirmedDrift {
        slices = List.copyOf(slices);
    }

    /**
     * What the last window of a watch, whose episode it is, has confirmed.
     *
     * @param falseAlarmsPerWeek null where that is not known, or does not matter
     */
    static ConfirmedDrift of(
            Watch watch,
            JudgedWindow window,
            News news,
            BinnedBaseline baseline,
            Rule rule,
            @Nullable Double falseAlarmsPerWeek) {
        var slices = watch.slices();
        var drifted = IntStream.range(0, slices.size())
                .filter(slice -> slices.get(slice).drifts())
                .mapToObj(slice -> new DriftedSlice(
                        Objects.requireNonNull(slices.get(slice).agreement().episode())
                                .since(),
                        Objects.requireNonNull(slices.get(slice).last()),
                        baseline.slices().baselines().get(slice)))
                .toList();
        return new ConfirmedDrift(
                watch.approved(),
                window,
                drifted,
                Objects.requireNonNull(watch.agreement().episode()),
                watch.isSkewed(),
                news,
                rule,
                baseline.baseline(),
                falseAlarmsPerWeek);
    }

    /**
     * A slice that drifts.
     *
     * @param since beginning of the first rows that showed it
     * @param baseline of the slice
     */
    public record DriftedSlice(Instant since, JudgedSlice judged, Baseline baseline) {}

    /** Whether as many windows in a row of all rows drifted as the rule asks for, by themselves or as one, or it is slices alone that did. */
    public boolean isOfAllRows() {
        return window.ruling().windowsInARow() >= rule.windowsInARow() || window.driftingAsOne() != null;
    }

    /** How many windows in a row drifted: of all rows, by themselves or as one, or, where these did not drift, of a slice. */
    public int inARow() {
        var pooled = window.driftingAsOne();
        if (pooled != null) {
            return pooled.windows();
        }
        return isOfAllRows()
                ? window.ruling().windowsInARow()
                : slices.stream()
                        .mapToInt(slice -> slice.judged().inARow())
                        .max()
                        .orElse(window.ruling().windowsInARow());
    }

    /** An episode of drift is a cascade of its own, whose cause and origin is the approval of what was watched. */
    public Lineage lineage() {
        return watched.lineage(ModelEpisode.Kind.DRIFT, episode);
    }
}
