package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.hash.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** Sums up texts. */
final class TextSummary extends ColumnSummary {

    /** Three quarters of as many different texts are counted exactly; beyond, rare ones make room. */
    private static final int MOST_FREQUENT = 1 << 16;

    private static final long SEED = 9001;

    /** So many different values outside the schema's set are counted. */
    private static final int UNKNOWN = 1_000;

    private final Set<String> domain;
    private final OrderedValues hashes = new OrderedValues(key -> key);
    private final FrequentItemsSketch<String> frequent = new FrequentItemsSketch<>(MOST_FREQUENT);
    private long count;
    private long minLength = Long.MAX_VALUE;
    private long maxLength;
    private long lengths;
    private final Map<String, Long> unknown = new HashMap<>();
    private long outside;

    TextSummary(Column column, @Nullable ColumnSchema demand) {
        super(column, demand);
        var demanded = demand == null ? null : demand.domain();
        this.domain = demanded == null ? Set.of() : Set.copyOf(demanded.values());
    }

    @Override
    void addValue(Chunk chunk, int position, int row) {
        var text = chunk.text(position, row);
        if (text.isEmpty()) {
            return;
        }
        count++;
        int length = text.codePointCount(0, text.length());
        minLength = Math.min(minLength, length);
        maxLength = Math.max(maxLength, length);
        lengths += length;
        hashes.add(MurmurHash3.hash(text.toCharArray(), SEED)[0]);
        frequent.update(Frequencies.shortened(text));
        if (!domain.isEmpty() && !domain.contains(text)) {
            outside++;
            var shown = Frequencies.shortened(text);
            if (unknown.size() < UNKNOWN || unknown.containsKey(shown)) {
                unknown.merge(shown, 1L, Long::sum);
            }
        }
    }

    @Override
    public ColumnStatistics statistics() {
        long distinct = hashes.distinct();
        return new ColumnStatistics(
                column().name(),
                column().type(),
                new Counts(count, rows() - count, distinct, hashes.isExact(), 0),
                Values.of(count == 0 ? null : new Texts(minLength, maxLength, (double) lengths / count)),
                top(distinct),
                new Conformity(
                        unreadable(),
                        outside,
                        0,
                        0,
                        Frequencies.top(unknown.entrySet().stream()
                                .map(each -> new Frequency(each.getKey(), each.getValue())))));
    }

    /** Only where values are few or come again: of names and notes nobody wants to know the most frequent. */
    private List<Frequency> top(long distinct) {
        if (distinct == 0 || (distinct > Frequencies.VALUES && distinct > count / 2)) {
            return List.of();
        }
        return Frequencies.top(Arrays.stream(frequent.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                .map(row -> new Frequency(row.getItem(), row.getEstimate())));
    }
}
