package dev.millrace.validation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a dataset should look like: inferred from its first usable version and kept.
 *
 * @param rows how many rows a version may have
 */
public record Schema(RowBounds rows, List<ColumnSchema> columns) {

    public Schema {
        Present.check(rows, "rows");
        columns = List.copyOf(Present.check(columns, "columns"));
    }

    /** What it says of a column. */
    public Optional<ColumnSchema> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Everything that this schema demands, by column in its order, then of the whole. */
    List<Rule> rules(long previousRows) {
        var rules = new ArrayList<Rule>();
        columns.forEach(column -> rules.addAll(column.rules()));
        var known = columns.stream().map(ColumnSchema::name).collect(Collectors.toUnmodifiableSet());
        rules.add(new NoNewColumn(known));
        rules.add(new RowCount(rows, previousRows));
        return rules;
    }

    /**
     * @param min fewer rows block
     * @param minRatio fewer rows than this share of the previous version's warn
     * @param maxRatio more rows than this multiple of the previous version's warn
     */
    public record RowBounds(long min, double minRatio, double maxRatio) {}
}
