package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.drift.statistics.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Adds the rows of a window to those of each slice, and judges the slices that have enough of them. It has no effects.
 *
 * @param slices after the window, in the order of the baseline's
 * @param judged those that were judged with it
 */
record JudgeSlices(List<WatchedSlice> slices, List<JudgedSlice> judged) {

    JudgeSlices {
        slices = List.copyOf(slices);
        judged = List.copyOf(judged);
    }

    /** @param before empty before the first window */
    static JudgeSlices after(List<WatchedSlice> before, FilledWindow window, BinnedBaseline baseline, Rule rule) {
        int count = baseline.slices().count();
        var known = before.size() == count ? before : Collections.nCopies(count, WatchedSlice.BEGUN);
        var after = new ArrayList<WatchedSlice>();
        var judged = new ArrayList<JudgedSlice>();
        for (int slice = 0; slice < count; slice++) {
            var counts = window.sums().slice(slice);
            if (!known.get(slice).counts().isEmpty()) {
                Packing.addSums(known.get(slice).counts(), counts);
            }
            var next = new Pooled(slice, window, counts).onto(known.get(slice), baseline, rule);
            after.add(next);
            if (next.counts().isEmpty() && next.last() != null) {
                judged.add(Objects.requireNonNull(next.last()));
            }
        }
        return new JudgeSlices(after, judged);
    }

    /** All rows of a slice that are not judged yet. */
    private record Pooled(int slice, FilledWindow window, List<long[]> counts) {

        WatchedSlice onto(WatchedSlice before, BinnedBaseline baseline, Rule rule) {
            long rows = Counts.sum(counts.getFirst());
            var from = before.from() == null ? window.from() : before.from();
            if (rows < Rule.LEAST_ROWS) {
                return new WatchedSlice(rows, from, Packing.sums(counts), before.agreement(), before.last());
            }
            var verdict = baseline.slices().judge(slice, counts, rule);
            var agreement = before.agreement()
                    .after(
                            verdict.level().sign(),
                            new Agreement.Span(from, window.to()),
                            rule.windowsInARow(),
                            Duration.ZERO);
            return new WatchedSlice(0, null, "", agreement, judged(rows, from, verdict, agreement, baseline, rule));
        }

        private JudgedSlice judged(
                long rows,
                Instant from,
                WindowVerdict verdict,
                Agreement agreement,
                BinnedBaseline baseline,
                Rule rule) {
            boolean unconfirmed = verdict.level() == DriftLevel.DRIFT && agreement.streak() < rule.windowsInARow();
            return new JudgedSlice(
                    baseline.slices().named().get(slice).name(),
                    rows,
                    baseline.slices().baselines().get(slice).rows(),
                    from,
                    window.to(),
                    unconfirmed ? DriftLevel.POSSIBLE : verdict.level(),
                    agreement.streak(),
                    verdict.limitedTo(JudgedSlice.MOST_COLUMNS));
        }
    }

    /** With a window that is not judged. */
    static JudgeSlices none(List<WatchedSlice> before) {
        return new JudgeSlices(before, List.of());
    }

    /** Of the slice that drifts most surely, by the last judgement of each. */
    DriftLevel level() {
        return slices.stream()
                .map(WatchedSlice::level)
                .max(Comparator.naturalOrder())
                .orElse(DriftLevel.NONE);
    }

    /** How the slices agree. */
    Agreement.Parts parts(Rule rule) {
        return Agreement.Parts.of(slices.stream().map(WatchedSlice::agreement).toList(), rule.windowsInARow());
    }
}
