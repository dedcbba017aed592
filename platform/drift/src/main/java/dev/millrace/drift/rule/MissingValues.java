package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.Counts;
import java.util.Arrays;
import java.util.List;

/** A column reduced to two bins: values that are there, and values that are missing. */
public final class MissingValues {

    /** Name of the chi-square test on these bins. */
    public static final String TEST = "chi-square of missing";

    public static final List<String> BINS = List.of("present", "missing");

    private MissingValues() {}

    /** The last bin of each column counts what is missing. */
    public static long[] of(long[] counts) {
        int last = counts.length - 1;
        return new long[] {Counts.sum(Arrays.copyOf(counts, last)), counts[last]};
    }
}
