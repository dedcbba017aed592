package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.PipelineSpec.Split;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides rows in the order of their fractions. The cuts lie at the shares themselves, so that a row stays where it is when
 * rows are added; where that misses the shares, they lie where the rows have the shares.
 */
final class Cut {

    private static final int PARTS = 3;

    /** By how much a part's share may miss what is asked for. */
    private static final double TOLERANCE = 0.02;

    private final double first;
    private final double second;

    Cut(Split split) {
        this.first = split.train();
        this.second = split.train() + split.validation();
    }

    /** The part of each row, 0 to 2; rows of one fraction are in one part. */
    int[] of(double[] fractions) {
        int[] parts = Arrays.stream(fractions).mapToInt(this::part).toArray();
        if (keepsShares(parts)) {
            return parts;
        }
        int[] order = IntStream.range(0, fractions.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> fractions[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < order.length; i++) {
            boolean sameAsBefore = i > 0 && fractions[order[i]] == fractions[order[i - 1]];
            parts[order[i]] = sameAsBefore ? parts[order[i - 1]] : part((i + 0.5) / order.length);
        }
        return parts;
    }

    private int part(double fraction) {
        if (fraction < first) {
            return 0;
        }
        return fraction < second ? 1 : 2;
    }

    private boolean keepsShares(int[] parts) {
        double[] wanted = {first, second - first, 1 - second};
        int[] counts = new int[PARTS];
        for (int part : parts) {
            counts[part]++;
        }
        return IntStream.range(0, PARTS)
                .allMatch(part -> Math.abs((double) counts[part] / parts.length - wanted[part]) <= TOLERANCE);
    }
}
