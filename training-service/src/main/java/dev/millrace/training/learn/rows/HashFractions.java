package dev.millrace.training.learn.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A number between 0 and 1 for each row, from its content, that decides which part it is in. */
final class HashFractions {

    /** Copies of one row stay together up to so many, or up to this share of their class; more would unbalance the parts. */
    private static final int FEW_COPIES = 10;

    private static final double SHARE_OF_COPIES = 0.01;

    private HashFractions() {}

    /** The rows of each class; all rows where numbers are learned. */
    static List<int[]> strata(Labels labels) {
        if (labels.classes().isEmpty()) {
            return List.of(IntStream.range(0, labels.size()).toArray());
        }
        var strata = Arrays.stream(labels.counts()).mapToObj(int[]::new).toList();
        int[] filled = new int[strata.size()];
        for (int row = 0; row < labels.size(); row++) {
            int place = (int) labels.value(row);
            strata.get(place)[filled[place]++] = row;
        }
        return strata;
    }

    /** Of each row the rarest class of its group: the rows with the same fraction. Numbers stay as they are. */
    static Labels rarest(Labels labels, double[] fractions) {
        int[] counts = labels.counts();
        if (counts.length == 0) {
            return labels;
        }
        var rarest = new HashMap<Double, Integer>();
        for (int row = 0; row < fractions.length; row++) {
            rarest.merge(fractions[row], (int) labels.value(row), (one, other) -> {
                boolean rarer = counts[one] == counts[other] ? one < other : counts[one] < counts[other];
                return rarer ? one : other;
            });
        }
        return new Labels(
                labels.outputs(),
                Arrays.stream(fractions)
                        .map(group -> rarest.getOrDefault(group, 0))
                        .toArray());
    }

    static double[] of(long[] hashes, Labels labels, long seed) {
        double[] fractions = new double[hashes.length];
        for (int[] rows : strata(labels)) {
            var repeated = repeated(hashes, rows);
            var seen = new HashMap<Long, Integer>();
            for (int row : rows) {
                boolean many = !repeated.isEmpty() && repeated.contains(hashes[row]);
                long which = many ? RowHashes.mix(seen.merge(hashes[row], 1, Integer::sum)) : 0;
                fractions[row] = RowHashes.fraction(hashes[row] + which, seed);
            }
        }
        return fractions;
    }

    /** Hashes that more of the rows have than may stay together. */
    private static Set<Long> repeated(long[] hashes, int[] rows) {
        double most = Math.max(FEW_COPIES, SHARE_OF_COPIES * rows.length);
        long[] sorted =
                Arrays.stream(rows).mapToLong(row -> hashes[row]).sorted().toArray();
        var repeated = new HashSet<Long>();
        int first = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[first]) {
                if (i - first > most) {
                    repeated.add(sorted[first]);
                }
                first = i;
            }
        }
        return repeated;
    }
}
