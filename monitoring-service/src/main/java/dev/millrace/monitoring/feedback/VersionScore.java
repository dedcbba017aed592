package dev.millrace.monitoring.feedback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Labels of a version that served before, by when it was approved. */
record VersionScore(int version, long generation, MetricSums sums) {

    /** Of so many versions, the newest, late labels are told apart. */
    static final int MOST_VERSIONS = 10;

    /** Enough for an area under the curve that is right to about a thousandth. */
    private static final int PLACES = 128;

    VersionScore {
        sums = sums.atMost(PLACES);
    }

    static VersionScore of(LoggedPredictions.Model model, MetricSums sums) {
        return new VersionScore(model.version(), model.generation(), sums);
    }

    private VersionScore plus(VersionScore more) {
        return new VersionScore(version, generation, sums.plus(more.sums));
    }

    /** These together, one of each generation, newest first. */
    static List<VersionScore> sum(Collection<VersionScore> scores) {
        var all = new TreeMap<Long, VersionScore>(Comparator.reverseOrder());
        scores.forEach(score -> all.merge(score.generation(), score, VersionScore::plus));
        return List.copyOf(all.values()).subList(0, Math.min(MOST_VERSIONS, all.size()));
    }

    static List<VersionScore> sum(Collection<VersionScore> scores, Collection<VersionScore> more) {
        var all = new ArrayList<>(scores);
        all.addAll(more);
        return sum(all);
    }
}
