package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.Split;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides rows in the order of their fractions. The cuts lie at the shares themselves, so that a row stays where it is when
 * rows are added; where that misses the shares, they lie where the rows have the shares.
 */
final class Cut {

    /** By how much a part's share may miss what is asked for. */
    private static final double TOLERANCE = 0.02;

    private final double[] cuts;

    /** @param cuts where one part ends and the next begins, ascending between 0 and 1 */
    private Cut(double... cuts) {
        this.cuts = cuts;
    }

    static Cut of(Split split) {
        return new Cut(split.train(), split.train() + split.validation());
    }

    static Cut even(int parts) {
        return new Cut(IntStream.range(1, parts)
                .mapToDouble(end -> (double) end / parts)
                .toArray());
    }

    /** The part of each row, from 0; rows of one fraction are in one part, the one that the middle of them falls into. */
    int[] parts(double[] fractions) {
        int[] parts = Arrays.stream(fractions).mapToInt(this::part).toArray();
        if (keepsShares(parts)) {
            return parts;
        }
        int[] order = IntStream.range(0, fractions.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> fractions[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && fractions[order[to]] == fractions[order[from]]) {
                to++;
            }
            int middle = part((from + to) / 2.0 / order.length);
            for (int i = from; i < to; i++) {
                parts[order[i]] = middle;
            }
            from = to;
        }
        return parts;
    }

    private int part(double fraction) {
        return (int) Arrays.stream(cuts).filter(cut -> fraction >= cut).count();
    }

    private boolean keepsShares(int[] parts) {
        int[] counts = new int[cuts.length + 1];
        for (int part : parts) {
            counts[part]++;
        }
        return IntStream.range(0, counts.length)
                .allMatch(part -> Math.abs((double) counts[part] / parts.length - wanted(part)) <= TOLERANCE);
    }

    private double wanted(int part) {
        return (part == cuts.length ? 1 : cuts[part]) - (part == 0 ? 0 : cuts[part - 1]);
    }
}
