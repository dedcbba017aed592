package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Counts a column's cells by what they look like, and keeps the first few of each kind. Empty cells are not counted. */
final class ColumnTally {

    private static final int EXAMPLES = 3;
    private static final int SHOWN = 256;

    private int[] codes = new int[2];
    private long[] counts = new long[2];
    private final List<List<Example>> examples = new ArrayList<>();
    private int last;
    private boolean typed;

    /** A cell as it stands in the file. */
    record Example(long row, String text) {}

    void add(int code, long row, byte[] text, int from, int to) {
        if (examples.isEmpty() || codes[last] != code) {
            last = position(code);
        }
        if (++counts[last] <= EXAMPLES) {
            examples.get(last)
                    .add(new Example(row, Finding.escaped(new String(text, from, Math.min(to - from, SHOWN), UTF_8))));
        }
    }

    /** Takes in what was counted further on in the file, behind so many rows. */
    void add(ColumnTally later, long rows) {
        for (int i = 0; i < later.examples.size(); i++) {
            int at = position(later.codes[i]);
            counts[at] += later.counts[i];
            later.examples.get(i).stream()
                    .limit(EXAMPLES - examples.get(at).size())
                    .map(example -> new Example(example.row() + rows, example.text()))
                    .forEach(examples.get(at)::add);
        }
        typed |= later.typed;
    }

    /** Some value was written as a number or truth value, which CSV cannot do. */
    void typed() {
        typed = true;
    }

    boolean isTyped() {
        return typed;
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    long count(IntPredicate which) {
        long count = 0;
        for (int i = 0; i < examples.size(); i++) {
            if (which.test(codes[i])) {
                count += counts[i];
            }
        }
        return count;
    }

    boolean any(IntPredicate which) {
        return count(which) > 0;
    }

    /** The first few cells in the order of the file. */
    List<Example> examples(IntPredicate which) {
        var found = new ArrayList<Example>();
        for (int i = 0; i < examples.size(); i++) {
            if (which.test(codes[i])) {
                found.addAll(examples.get(i));
            }
        }
        found.sort(Comparator.comparingLong(Example::row));
        return found.stream().limit(EXAMPLES).toList();
    }

    /** Each code that occurs. */
    int[] codes() {
        return Arrays.copyOf(codes, examples.size());
    }

    private int position(int code) {
        for (int i = 0; i < examples.size(); i++) {
            if (codes[i] == code) {
                return i;
            }
        }
        int next = examples.size();
        if (next == codes.length) {
            codes = Arrays.copyOf(codes, 2 * next);
            counts = Arrays.copyOf(counts, 2 * next);
        }
        codes[next] = code;
        examples.add(new ArrayList<>(EXAMPLES));
        return next;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnTally tally
                && typed == tally.typed
                && examples.equals(tally.examples)
                && Arrays.equals(codes(), tally.codes())
                && Arrays.equals(Arrays.copyOf(counts, examples.size()), Arrays.copyOf(tally.counts, examples.size()));
    }

    @Override
    public int hashCode() {
        return examples.hashCode();
    }
}
