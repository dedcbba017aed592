package dev.millrace.pipelines;

import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.DerivedColumn.Expression.Arithmetic;
import dev.millrace.pipelines.DerivedColumn.Expression.Column;
import dev.millrace.pipelines.DerivedColumn.Expression.Constant;
import dev.millrace.pipelines.DerivedColumn.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code data.derive}: typed comparisons and arithmetic instead of expression strings. */
final class DerivedColumns {

    private static final String[] COMPARED = Stream.concat(Stream.of("name"), Words.COMPARISONS.keySet().stream())
            .toArray(String[]::new);
    private static final String[] COMPUTED = Stream.concat(Stream.of("column"), Words.OPERATORS.keySet().stream())
            .toArray(String[]::new);

    /** In an order in which each uses only columns of the data and derived columns before it. */
    List<DerivedColumn> read(Place place) {
        var byName = new LinkedHashMap<String, DerivedColumn>();
        var places = new LinkedHashMap<String, Place>();
        for (var item : place.items(100)) {
            var derived = derived(item);
            places.put(derived.name(), item);
            if (byName.putIfAbsent(derived.name(), derived) != null) {
                item.problem("DUPLICATE", derived.name() + " is derived a second time.");
            }
        }
        var ordered = new LinkedHashSet<String>();
        for (var name : byName.keySet()) {
            visit(name, byName, places, new LinkedHashSet<>(), ordered);
        }
        return ordered.stream().map(byName::get).toList();
    }

    /** The columns of the data that a derived column is computed from; empty where the column is not derived. */
    static Set<String> sources(String name, List<DerivedColumn> derive) {
        var sources = new HashMap<String, Set<String>>();
        for (var derived : derive) {
            var columns = new LinkedHashSet<String>();
            for (var operand : operands(derived)) {
                columns.addAll(sources.getOrDefault(operand, Set.of(operand)));
            }
            sources.put(derived.name(), columns);
        }
        return sources.getOrDefault(name, Set.of());
    }

    static Set<String> operands(DerivedColumn derived) {
        var columns = new LinkedHashSet<String>();
        collect(derived.left(), columns);
        collect(derived.right(), columns);
        return columns;
    }

    private static void collect(Expression expression, Set<String> columns) {
        switch (expression) {
            case Column column -> columns.add(column.name());
            case Constant constant -> {}
            case Arithmetic arithmetic -> arithmetic.operands().forEach(operand -> collect(operand, columns));
        }
    }

    private static void visit(
            String name,
            Map<String, DerivedColumn> all,
            Map<String, Place> places,
            Set<String> path,
            Set<String> ordered) {
        var derived = all.get(name);
        if (derived == null || ordered.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            var steps = new ArrayList<String>(path);
            var cycle = String.join(" -> ", steps.subList(steps.indexOf(name), steps.size())) + " -> " + name;
            var place = places.get(name);
            if (place != null) {
                place.problem("CYCLE", "Derived columns must not need themselves: " + cycle + ".");
            }
            return;
        }
        operands(derived).forEach(operand -> visit(operand, all, places, path, ordered));
        path.remove(name);
        ordered.add(name);
    }

    private static DerivedColumn derived(Place place) {
        var fields = place.fields(COMPARED);
        var name = DataSection.column(fields.at("name").required());
        var comparisons =
                fields.names().stream().filter(Words.COMPARISONS::containsKey).toList();
        if (comparisons.size() != 1) {
            place.problem(
                    "TYPE", "Exactly one of %s is expected.".formatted(String.join(", ", Words.COMPARISONS.keySet())));
            return new DerivedColumn(name, Comparison.EQUAL, new Constant(0), new Constant(0));
        }
        var sides = fields.at(comparisons.getFirst());
        var operands = sides.items(2).stream().map(DerivedColumns::expression).toList();
        if (operands.size() != 2) {
            sides.problem("TYPE", "Two sides are expected, such as [{column: tips}, 2.5].");
            return new DerivedColumn(name, Comparison.EQUAL, new Constant(0), new Constant(0));
        }
        var comparison = Words.COMPARISONS.getOrDefault(comparisons.getFirst(), Comparison.EQUAL);
        return new DerivedColumn(name, comparison, operands.get(0), operands.get(1));
    }

    private static Expression expression(Place place) {
        if (!place.isMapping()) {
            return new Constant(place.number(0, -1e300, 1e300));
        }
        var fields = place.fields(COMPUTED);
        if (fields.names().size() != 1) {
            place.problem("TYPE", "Exactly one of %s is expected.".formatted(String.join(", ", COMPUTED)));
            return new Constant(0);
        }
        var name = fields.names().getFirst();
        if (name.equals("column")) {
            return new Column(DataSection.column(fields.at(name)));
        }
        var operator = Words.OPERATORS.get(name);
        return operator == null ? new Constant(0) : arithmetic(operator, fields.at(name));
    }

    private static Expression arithmetic(Operator operator, Place place) {
        boolean pair = operator == Operator.SUBTRACT || operator == Operator.DIVIDE;
        var operands = place.items(pair ? 2 : 20).stream()
                .map(DerivedColumns::expression)
                .toList();
        if (operands.size() < 2) {
            place.problem("TYPE", "Two operands are expected, such as [{column: fare}, 0.2].");
        }
        return new Arithmetic(operator, operands);
    }
}
