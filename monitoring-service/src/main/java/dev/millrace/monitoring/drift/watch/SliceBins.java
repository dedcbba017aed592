package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Slices;
import dev.millrace.models.Baseline;
import dev.millrace.models.SliceBaseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which slices a row is in, and where the counts of each slice lie: in one array, slice by slice, each with all bins of all columns. A row is in
 * the slice of the bin that the slice's column falls into, so that nothing more is kept of a row that waits.
 */
final class SliceBins {

    private static final int NONE = -1;

    private final int slices;
    private final int bins;
    private final int[] offsets;
    private final int[] columns;
    private final int[][] sliceOf;

    private SliceBins(int slices, int bins, int[] offsets, int[] columns, int[][] sliceOf) {
        this.slices = slices;
        this.bins = bins;
        this.offsets = offsets;
        this.columns = columns;
        this.sliceOf = sliceOf;
    }

    static SliceBins of(Slices slices) {
        var whole = slices.whole();
        int[] offsets = new int[whole.columns().size()];
        int bins = 0;
        for (int column = 0; column < offsets.length; column++) {
            offsets[column] = bins;
            bins += whole.columns().get(column).counts().size();
        }
        var places = slices.named().stream().map(slice -> slice.place(whole)).toList();
        int[] columns =
                places.stream().mapToInt(SliceBaseline.Place::column).distinct().toArray();
        return new SliceBins(
                slices.count(),
                bins,
                offsets,
                columns,
                Arrays.stream(columns)
                        .mapToObj(column -> sliceOf(column, whole, places))
                        .toArray(int[][]::new));
    }

    private static int[] sliceOf(int column, Baseline whole, List<SliceBaseline.Place> places) {
        int[] slices = new int[whole.columns().get(column).counts().size()];
        Arrays.setAll(slices, bin -> places.indexOf(new SliceBaseline.Place(column, bin)));
        return slices;
    }

    /** The counts of no rows. */
    long[] zeroes() {
        return new long[slices * bins];
    }

    void add(BinnedRow row, long[] counts) {
        for (int each = 0; each < columns.length; each++) {
            int slice = sliceOf[each][row.bin(columns[each])];
            if (slice != NONE) {
                int first = slice * bins;
                for (int column = 0; column < offsets.length; column++) {
                    counts[first + offsets[column] + row.bin(column)]++;
                }
            }
        }
    }

    /** Of one slice, the rows in each bin of each column. */
    List<long[]> of(int slice, long[] counts) {
        var columnsOfSlice = new ArrayList<long[]>(offsets.length);
        for (int column = 0; column < offsets.length; column++) {
            int end = column + 1 < offsets.length ? offsets[column + 1] : bins;
            columnsOfSlice.add(Arrays.copyOfRange(counts, slice * bins + offsets[column], slice * bins + end));
        }
        return columnsOfSlice;
    }
}
