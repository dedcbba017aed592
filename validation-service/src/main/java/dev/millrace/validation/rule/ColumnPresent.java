package dev.millrace.validation.rule;

import java.util.List;

/** A column of the schema must be there. */
record ColumnPresent(String column, boolean required) implements Rule {

    @Override
    public List<Finding> judge(Statistics observed) {
        if (observed.column(column).isPresent()) {
            return List.of();
        }
        var severity = required ? Severity.BLOCK : Severity.WARN;
        return List.of(
                new Finding(Finding.Code.MISSING_COLUMN, column, "the column is not there", "present", severity));
    }
}
