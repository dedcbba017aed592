package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import java.util.List;

/** Values must be of the schema's type: a stored column of another type is told, and blocks when its values do not read. */
record OfType(String column, ColumnType type, Tolerance tolerance) implements ShareRule {

    @Override
    public List<Finding> judge(Statistics observed) {
        var unreadable = ShareRule.super.judge(observed);
        return unreadable.isEmpty()
                ? observed.column(column)
                        .filter(this::differs)
                        .map(found -> List.of(new Finding(
                                code(), column, "the column is stored as " + found.type(), type.name(), Severity.WARN)))
                        .orElse(List.of())
                : unreadable;
    }

    private boolean differs(ColumnStatistics found) {
        boolean widened = type == ColumnType.DOUBLE && found.type() == ColumnType.INTEGER;
        return found.counts().count() > 0 && found.type() != type && !widened;
    }

    @Override
    public Finding.Code code() {
        return Finding.Code.TYPE_MISMATCH;
    }

    @Override
    public long deviating(ColumnStatistics observed) {
        return observed.conformity().unreadable();
    }

    @Override
    public String deviation(ColumnStatistics observed) {
        return "do not read as " + type;
    }

    @Override
    public String expectation() {
        return type.name();
    }
}
