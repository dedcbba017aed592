package dev.millrace.drift.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrects p-values for how many columns were tested, as SciPy's {@code false_discovery_control}. */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    public static double[] adjusted(double[] pValues) {
        int[] descending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer index) -> pValues[index])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        var adjusted = new double[pValues.length];
        double smallest = 1;
        for (int place = 0; place < descending.length; place++) {
            int rank = pValues.length - place;
            smallest = Math.min(smallest, pValues[descending[place]] * pValues.length / rank);
            adjusted[descending[place]] = smallest;
        }
        return adjusted;
    }
}
