package dev.millrace.training.learn.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A number between 0 and 1 for each row, from its content, that decides which part it is in. */
final class HashFractions {

    /** Copies of one row stay together up to so many, or up to this share of their class; more would unbalance the parts. */
    private static final int FEW_COPIES = 10;

    private static final double SHARE_OF_COPIES = 0.01;

    private HashFractions() {}

    /** The rows of each class; all rows where numbers are learned. */
    static List<int[]> strata(Labels labels) {
        int classes = Math.max(1, labels.classes().size());
        List<int[]> strata = new ArrayList<>(classes);
        for (int place = 0; place < classes; place++) {
            double wanted = place;
            strata.add(IntStream.range(0, labels.size())
                    .filter(row -> labels.classes().isEmpty() || labels.value(row) == wanted)
                    .toArray());
        }
        return strata;
    }

    static double[] of(long[] hashes, Labels labels, long seed) {
        double[] fractions = new double[hashes.length];
        for (int[] rows : strata(labels)) {
            Map<Long, Integer> copies = HashMap.newHashMap(rows.length);
            for (int row : rows) {
                copies.merge(hashes[row], 1, Integer::sum);
            }
            double most = Math.max(FEW_COPIES, SHARE_OF_COPIES * rows.length);
            Map<Long, Integer> seen = new HashMap<>();
            for (int row : rows) {
                boolean many = copies.getOrDefault(hashes[row], 0) > most;
                long which = many ? RowHashes.mix(seen.merge(hashes[row], 1, Integer::sum)) : 0;
                fractions[row] = RowHashes.fraction(hashes[row] + which, seed);
            }
        }
        return fractions;
    }
}
