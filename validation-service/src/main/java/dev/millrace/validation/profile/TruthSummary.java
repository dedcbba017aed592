package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up truth values. */
final class TruthSummary extends ColumnSummary {

    private long yes;
    private long no;

    TruthSummary(Column column, @Nullable ColumnSchema demand) {
        super(column, demand);
    }

    @Override
    void addValue(Chunk chunk, int position, int row) {
        if (chunk.truth(position, row)) {
            yes++;
        } else {
            no++;
        }
    }

    @Override
    public ColumnStatistics statistics() {
        long count = yes + no;
        var found = Frequencies.top(Stream.of(new Frequency("true", yes), new Frequency("false", no))
                .filter(each -> each.count() > 0));
        return new ColumnStatistics(
                column().name(),
                column().type(),
                new Counts(count, rows() - count, found.size(), true, 0),
                Values.of(count == 0 ? null : (double) yes / count),
                found,
                new Conformity(unreadable(), 0, 0, 0));
    }
}
