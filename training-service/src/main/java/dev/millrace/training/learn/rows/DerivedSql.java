package dev.millrace.training.learn.rows;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Sql;
import dev.millrace.datasets.StoredNames;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.DerivedColumn.Operator;
import dev.millrace.training.learn.UnlearnableException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed expressions as SQL over doubles. A missing operand, one that is no number or too large for one, and a division by
 * zero give null, never a comparison that happens to be true.
 */
final class DerivedSql {

    private final Map<String, ColumnType> types = new LinkedHashMap<>();
    private final Map<String, String> identifiers;

    private DerivedSql(TypedSql stored) {
        stored.columns().forEach(column -> types.put(column.name(), column.type()));
        identifiers = new HashMap<>(stored.identifiers());
    }

    /**
     * All stored columns and, after them, the derived ones in their order. Answered and labelled rows have a derived label
     * itself instead of what it is derived from.
     */
    static TypedSql of(TypedSql stored, DataSpec data) {
        var sql = new DerivedSql(stored);
        var query = stored.query();
        for (var derived : data.derive()) {
            boolean given = data.feedback() != null && derived.name().equals(data.label());
            var there = given ? sql.withdrawn(derived.name()) : null;
            if (sql.types.putIfAbsent(derived.name(), ColumnType.BOOLEAN) != null) {
                throw new UnlearnableException(
                        "COLUMN_EXISTS", "the data already have a column " + derived.name() + " that is to be derived");
            }
            var value = "(" + sql.number(derived.left()) + " " + operator(derived.comparison()) + " "
                    + sql.number(derived.right()) + ")";
            query = there == null
                    ? "SELECT *, " + value + " AS " + sql.added(derived.name()) + " FROM (" + query + ")"
                    : "SELECT * EXCLUDE (" + there + "), coalesce(" + value + ", TRY_CAST(" + there
                            + " AS BOOLEAN)) AS " + sql.added(derived.name()) + " FROM (" + query + ")";
        }
        var columns = sql.types.entrySet().stream()
                .map(type -> new Column(type.getKey(), type.getValue()))
                .toList();
        return new TypedSql(query, columns, sql.identifiers);
    }

    /** What a stored column is called that gives way to a derived one; null where there is none. */
    private @Nullable String withdrawn(String name) {
        return types.remove(name) == null ? null : identifiers.get(name);
    }

    /** What the column is called that was put behind all others. */
    private String added(String name) {
        var identifier =
                Sql.identifier(StoredNames.of(List.copyOf(types.keySet())).getLast());
        identifiers.put(name, identifier);
        return identifier;
    }

    private String number(Expression expression) {
        return switch (expression) {
            case Expression.Column column -> column(column.name());
            case Expression.Constant constant ->
                "CAST(" + Sql.literal(Double.toString(constant.value())) + " AS DOUBLE)";
            case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
        };
    }

    private String arithmetic(Expression.Arithmetic arithmetic) {
        var sql = new StringBuilder("(");
        for (int i = 0; i < arithmetic.operands().size(); i++) {
            var operand = number(arithmetic.operands().get(i));
            boolean divisor = i > 0 && arithmetic.operator() == Operator.DIVIDE;
            sql.append(i > 0 ? " " + operator(arithmetic.operator()) + " " : "")
                    .append(divisor ? "nullif(" + operand + ", 0)" : operand);
        }
        return finite(sql.append(')').toString());
    }

    private String column(String name) {
        var type = types.get(name);
        if (type == null) {
            throw UnlearnableException.unknownColumn(name, "data.derive", types.keySet());
        }
        return switch (type) {
            case BOOLEAN, INTEGER, DOUBLE -> known("CAST(" + identifiers.get(name) + " AS DOUBLE)");
            case STRING, DATE, TIMESTAMP ->
                throw new UnlearnableException("COLUMN_TYPE", "column " + name + " is no number to derive from");
        };
    }

    private static String finite(String number) {
        var finite = number;
        for (var other : List.of("NaN", "Infinity", "-Infinity")) {
            finite = "nullif(" + finite + ", CAST('" + other + "' AS DOUBLE))";
        }
        return finite;
    }

    /** Missing here where it is missing for the model; DuckDB counts NaN as larger than every other number. */
    private static String known(String number) {
        return "CASE WHEN abs(" + number + ") <= " + RawColumn.LARGEST + " THEN " + number + " END";
    }

    private static String operator(Operator operator) {
        return switch (operator) {
            case ADD -> "+";
            case SUBTRACT -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
        };
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
        };
    }
}
