package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column should look like; null where the first version gave no reason to demand it.
 *
 * @param type null where the first version had no value
 * @param required whether a version without the column is unusable
 * @param unreadable tolerated share of values that are not of the type
 * @param missing tolerated share of missing values
 * @param negative tolerated share of negative numbers
 * @param infinite tolerated share of infinite numbers
 * @param repeated tolerated share of values that repeat another
 */
public record ColumnSchema(
        String name,
        @Nullable ColumnType type,
        boolean required,
        Tolerance unreadable,
        @Nullable Tolerance missing,
        @Nullable Domain domain,
        @Nullable Tolerance negative,
        @Nullable Range range,
        Tolerance infinite,
        @Nullable Tolerance repeated) {

    public ColumnSchema {
        Present.check(name, "name");
        Present.check(unreadable, "unreadable");
        Present.check(infinite, "infinite");
    }

    List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        rules.add(new ColumnPresent(name, required));
        if (type != null) {
            rules.add(new OfType(name, type, unreadable));
        }
        if (missing != null) {
            rules.add(new Complete(name, missing));
        }
        if (domain != null) {
            rules.add(new InSet(name, domain));
        }
        if (negative != null) {
            rules.add(new NonNegative(name, negative));
        }
        if (range != null) {
            rules.add(new InRange(name, range));
        }
        rules.add(new Finite(name, infinite));
        if (repeated != null) {
            rules.add(new Unique(name, repeated));
        }
        return rules;
    }

    /** The values that a category may have. */
    public record Domain(List<String> values, Tolerance outside) {
        public Domain {
            values = List.copyOf(Present.check(values, "values"));
            Present.check(outside, "outside");
        }
    }

    /** The numbers between which values should lie, both included. */
    public record Range(BigDecimal min, BigDecimal max, Tolerance outside) {
        public Range {
            Present.check(min, "min");
            Present.check(max, "max");
            Present.check(outside, "outside");
        }
    }
}
