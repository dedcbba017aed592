package dev.millrace.monitoring.drift;

import java.util.Arrays;
import java.util.List;

/** A column reduced to two bins: values that are there, and values that are missing. */
final class Presence {

    /** Name of the chi-square test on these bins. */
    static final String TEST = "chi-square of missing";

    static final List<String> BINS = List.of("present", "missing");

    private Presence() {}

    /** The last bin of each column counts what is missing. */
    static long[] of(long[] counts) {
        int last = counts.length - 1;
        return new long[] {Counts.sum(Arrays.copyOf(counts, last)), counts[last]};
    }
}
