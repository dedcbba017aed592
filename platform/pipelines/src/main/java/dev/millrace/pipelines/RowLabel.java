package dev.millrace.pipelines;

import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.DerivedColumn.Operator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a row of text says a pipeline's label is: what stands in the label's column, or what it is derived from. As in training, a derived
 * label is missing where an operand is missing, is no number or is divided by zero.
 */
public final class RowLabel {

    /** As in training, numbers beyond count as missing. */
    private static final double LARGEST = 1e38;

    private final String label;
    private final Map<String, DerivedColumn> derived = new HashMap<>();
    private final Set<String> columns;

    public RowLabel(DataSpec data) {
        label = data.label();
        data.derive().forEach(column -> derived.put(column.name(), column));
        columns = new LinkedHashSet<>(DerivedColumns.sources(label, data.derive()));
        columns.add(label);
    }

    /** Those that are looked at. */
    public Set<String> columns() {
        return Set.copyOf(columns);
    }

    /**
     * The label; empty where the row does not have one.
     *
     * @param row values by name; null where one is missing, or there is no such column
     */
    public Optional<String> of(UnaryOperator<@Nullable String> row) {
        return Optional.ofNullable(derived.get(label))
                .flatMap(column -> holds(column, row))
                .map(truth -> Boolean.toString(truth))
                .or(() -> Optional.ofNullable(row.apply(label)));
    }

    private Optional<Boolean> holds(DerivedColumn column, UnaryOperator<@Nullable String> row) {
        var left = number(column.left(), row);
        var right = number(column.right(), row);
        return left.isPresent() && right.isPresent()
                ? Optional.of(holds(column.comparison(), left.getAsDouble(), right.getAsDouble()))
                : Optional.empty();
    }

    private static boolean holds(Comparison comparison, double left, double right) {
        return switch (comparison) {
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
        };
    }

    private OptionalDouble number(Expression expression, UnaryOperator<@Nullable String> row) {
        return switch (expression) {
            case Expression.Column(String name) -> column(name, row);
            case Expression.Constant(double value) -> OptionalDouble.of(value);
            case Expression.Arithmetic(var operator, var operands) -> computed(operator, operands, row);
        };
    }

    private OptionalDouble column(String name, UnaryOperator<@Nullable String> row) {
        var other = derived.get(name);
        if (other != null) {
            return holds(other, row)
                    .map(truth -> OptionalDouble.of(truth ? 1 : 0))
                    .orElse(OptionalDouble.empty());
        }
        var text = row.apply(name);
        return text == null ? OptionalDouble.empty() : parsed(text);
    }

    private static OptionalDouble parsed(String text) {
        if (text.equals("true") || text.equals("false")) {
            return OptionalDouble.of(text.equals("true") ? 1 : 0);
        }
        try {
            return known(Double.parseDouble(text));
        } catch (NumberFormatException noNumber) {
            return OptionalDouble.empty();
        }
    }

    private OptionalDouble computed(Operator operator, List<Expression> operands, UnaryOperator<@Nullable String> row) {
        var numbers = operands.stream().map(operand -> number(operand, row)).toList();
        if (numbers.stream().anyMatch(OptionalDouble::isEmpty)) {
            return OptionalDouble.empty();
        }
        double result = numbers.stream()
                .mapToDouble(OptionalDouble::getAsDouble)
                .reduce((a, b) -> switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                })
                .orElse(Double.NaN);
        return Double.isFinite(result) ? OptionalDouble.of(result) : OptionalDouble.empty();
    }

    private static OptionalDouble known(double number) {
        return Math.abs(number) <= LARGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
