package dev.millrace.validation.rule;

import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loosens a schema just so far that a version which was rejected or warned of keeps to it. */
public final class LoosenSchema {

    private static final int MAX_DOMAIN = 1_000;

    private final Statistics observed;
    private final Map<String, ColumnSchema> columns = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private LoosenSchema(Schema schema, Statistics observed) {
        this.observed = observed;
        schema.columns().forEach(column -> columns.put(column.name(), column));
    }

    /** One demand that is taken back or widened. */
    public record Change(String column, String rule, String change) {}

    /** A schema that demands less, and in what; no change where there is nothing to loosen. */
    public record Loosened(Schema schema, List<Change> changes) {
        public Loosened {
            changes = List.copyOf(changes);
        }
    }

    /** @param findings against the version, as the schema judged it */
    public static Loosened from(Schema schema, Statistics observed, List<Finding> findings) {
        var loosening = new LoosenSchema(schema, observed);
        findings.forEach(loosening::answer);
        return new Loosened(new Schema(schema.rows(), List.copyOf(loosening.columns.values())), loosening.changes);
    }

    private void answer(Finding finding) {
        var column = finding.column();
        if (column == null) {
            return;
        }
        var seen = observed.column(column).orElse(null);
        if (seen == null) {
            gone(column);
        } else if (finding.code() == Finding.Code.NEW_COLUMN) {
            change(InferSchema.column(seen), "column", "is new, of type " + seen.type());
        } else {
            answer(finding, columns.get(column), seen);
        }
    }

    private void gone(String name) {
        var column = columns.get(name);
        if (column == null) {
            return;
        }
        if (column.required()) {
            change(new ColumnChange(column).notRequired(), "required", "the column may be absent");
        } else {
            columns.remove(name);
            changes.add(new Change(name, "column", "is forgotten"));
        }
    }

    private void answer(Finding finding, @Nullable ColumnSchema column, ColumnStatistics seen) {
        if (column == null) {
            return;
        }
        var loosened = new ColumnChange(column);
        switch (finding.code()) {
            case TYPE_MISMATCH ->
                change(InferSchema.column(seen), "type", "%s becomes %s".formatted(column.type(), seen.type()));
            case LOW_COMPLETENESS ->
                change(
                        loosened.missing(looser(column.missing(), InferSchema.missing(seen, true))),
                        "missing",
                        Rule.percent(seen.counts().missingShare()) + " missing are usual");
            case OUT_OF_DOMAIN -> domain(column, seen);
            case BELOW_MIN, ABOVE_MAX -> range(column, seen);
            case HAS_INF -> change(loosened.infinite(new Tolerance(1, 1)), "infinite", "infinite values are accepted");
            case NOT_UNIQUE -> change(loosened.repeated(null), "repeated", "values may repeat");
            case MISSING_COLUMN,
                    RENAMED_COLUMN,
                    NEW_COLUMN,
                    ROWS_LOW,
                    ROWS_RATIO_LOW,
                    ROWS_RATIO_HIGH,
                    ARTIFACT_MISSING,
                    ARTIFACT_DAMAGED,
                    UNREADABLE -> {}
        }
    }

    private static Tolerance looser(@Nullable Tolerance one, Tolerance other) {
        return one == null
                ? other
                : new Tolerance(
                        Math.max(one.warnAbove(), other.warnAbove()), Math.max(one.blockAbove(), other.blockAbove()));
    }

    /** The values that came become known where all of them are, and are not too many; else any value may come. */
    private void domain(ColumnSchema column, ColumnStatistics seen) {
        var domain = column.domain();
        if (domain == null) {
            return;
        }
        var unknown = seen.conformity().unknown();
        long told = unknown.stream().mapToLong(Frequency::count).sum();
        if (told < seen.conformity().outsideDomain() || domain.values().size() + unknown.size() > MAX_DOMAIN) {
            change(new ColumnChange(column).domain(null), "domain", "any value may come");
            return;
        }
        var values = Stream.concat(domain.values().stream(), unknown.stream().map(Frequency::value))
                .toList();
        change(
                new ColumnChange(column).domain(new ColumnSchema.Domain(values, domain.outside())),
                "domain",
                "known as well: "
                        + String.join(
                                ", ",
                                unknown.stream()
                                        .map(each -> Quoted.text(each.value()))
                                        .toList()));
    }

    private void range(ColumnSchema column, ColumnStatistics seen) {
        var numbers = seen.values().numbers();
        if (numbers == null) {
            return;
        }
        if (column.negative() != null && numbers.negatives() > 0) {
            change(new ColumnChange(column).negative(null), "negative", "numbers may be negative");
        }
        var now = columns.getOrDefault(column.name(), column);
        var range = now.range();
        if (range != null
                && (numbers.min().compareTo(range.min()) < 0 || numbers.max().compareTo(range.max()) > 0)) {
            var wider = new ColumnSchema.Range(
                    numbers.min().min(range.min()), numbers.max().max(range.max()), range.outside());
            change(
                    new ColumnChange(now).range(wider),
                    "range",
                    "%s to %s".formatted(Rule.plain(wider.min()), Rule.plain(wider.max())));
        }
    }

    private void change(ColumnSchema column, String rule, String what) {
        columns.put(column.name(), column);
        changes.add(new Change(column.name(), rule, what));
    }
}
