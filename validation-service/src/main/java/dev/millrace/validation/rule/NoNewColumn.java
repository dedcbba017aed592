package dev.millrace.validation.rule;

import java.util.List;
import java.util.Set;

/** A column that the schema does not know is told: nobody has said yet what it means. */
record NoNewColumn(Set<String> known) implements Rule {

    @Override
    public List<Finding> judge(Statistics observed) {
        return observed.columns().stream()
                .filter(column -> !known.contains(column.name()))
                .map(column -> new Finding(
                        Finding.Code.NEW_COLUMN,
                        column.name(),
                        "a new column of type " + column.type(),
                        known.size() + " known columns",
                        Severity.WARN))
                .toList();
    }
}
