package dev.millrace.local.demo;

import dev.millrace.pipelines.DerivedColumn;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.PipelineSpec;
import java.util.List;
import java.util.Optional;

/** The truth about a row, which people learn later than the prediction: the label's column, or what derives it. */
final class Labels {

    private final List<String> columns;
    private final String label;
    private final Optional<DerivedColumn> derived;

    Labels(List<String> columns, PipelineSpec spec) {
        this.columns = List.copyOf(columns);
        label = spec.data().label();
        derived = spec.data().derive().stream()
                .filter(column -> column.name().equals(label))
                .findFirst();
    }

    /** True or false for a derived label. */
    String of(List<String> row) {
        return derived.map(column -> Boolean.toString(holds(column, row)))
                .orElseGet(() -> row.get(columns.indexOf(label)));
    }

    private boolean holds(DerivedColumn column, List<String> row) {
        var order = Double.compare(number(column.left(), row), number(column.right(), row));
        return switch (column.comparison()) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
        };
    }

    private double number(Expression expression, List<String> row) {
        return switch (expression) {
            case Expression.Column(String name) -> {
                var text = row.get(columns.indexOf(name));
                yield text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            }
            case Expression.Constant(double value) -> value;
            case Expression.Arithmetic(var operator, var operands) -> {
                var numbers = operands.stream().mapToDouble(operand -> number(operand, row));
                yield numbers.reduce((a, b) -> switch (operator) {
                            case ADD -> a + b;
                            case SUBTRACT -> a - b;
                            case MULTIPLY -> a * b;
                            case DIVIDE -> a / b;
                        })
                        .orElse(Double.NaN);
            }
        };
    }
}
