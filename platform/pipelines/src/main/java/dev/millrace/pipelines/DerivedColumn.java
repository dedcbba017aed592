package dev.millrace.pipelines;

import java.util.List;

/** A boolean column made from others; null where an operand is missing. */
public record DerivedColumn(String name, Comparison comparison, Expression left, Expression right) {

    /** How a derived column compares. */
    public enum Comparison {
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        NOT_EQUAL
    }

    /** A number computed from columns of one row. */
    public sealed interface Expression {
        record Column(String name) implements Expression {}

        record Constant(double value) implements Expression {}

        record Arithmetic(Operator operator, List<Expression> operands) implements Expression {
            public Arithmetic {
                operands = List.copyOf(operands);
            }
        }
    }

    /** Arithmetic of a derived column. */
    public enum Operator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE
    }
}
