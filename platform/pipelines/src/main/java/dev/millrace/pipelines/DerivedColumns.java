package dev.millrace.pipelines;

import dev.millrace.pipelines.PipelineSpec.Comparison;
import dev.millrace.pipelines.PipelineSpec.Derived;
import dev.millrace.pipelines.PipelineSpec.Expression;
import dev.millrace.pipelines.PipelineSpec.Expression.Arithmetic;
import dev.millrace.pipelines.PipelineSpec.Expression.Column;
import dev.millrace.pipelines.PipelineSpec.Expression.Constant;
import dev.millrace.pipelines.PipelineSpec.Operator;
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
    List<Derived> read(Place place) {
        Map<String, Derived> byName = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (Place item : place.items(100)) {
            Derived derived = derived(item);
            places.put(derived.name(), item);
            if (byName.putIfAbsent(derived.name(), derived) != null) {
                item.problem("DUPLICATE", derived.name() + " is derived a second time.");
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        for (String name : byName.keySet()) {
            visit(name, byName, places, new LinkedHashSet<>(), ordered);
        }
        return ordered.stream().map(byName::get).toList();
    }

    /** The columns of the data that a derived column is computed from; empty where the column is not derived. */
    static Set<String> sources(String name, List<Derived> derive) {
        Map<String, Set<String>> sources = new HashMap<>();
        for (Derived derived : derive) {
            Set<String> columns = new LinkedHashSet<>();
            for (String operand : operands(derived)) {
                columns.addAll(sources.getOrDefault(operand, Set.of(operand)));
            }
            sources.put(derived.name(), columns);
        }
        return sources.getOrDefault(name, Set.of());
    }

    static Set<String> operands(Derived derived) {
        Set<String> columns = new LinkedHashSet<>();
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
            String name, Map<String, Derived> all, Map<String, Place> places, Set<String> path, Set<String> ordered) {
        Derived derived = all.get(name);
        if (derived == null || ordered.contains(name)) {
            return;
        }
        if (!path.add(name)) {
            List<String> steps = new ArrayList<>(path);
            String cycle = String.join(" -> ", steps.subList(steps.indexOf(name), steps.size())) + " -> " + name;
            Place place = places.get(name);
            if (place != null) {
                place.problem("CYCLE", "Derived columns must not need themselves: " + cycle + ".");
            }
            return;
        }
        operands(derived).forEach(operand -> visit(operand, all, places, path, ordered));
        path.remove(name);
        ordered.add(name);
    }

    private static Derived derived(Place place) {
        Fields fields = place.fields(COMPARED);
        String name = DataSection.column(fields.at("name").required());
        List<String> comparisons =
                fields.names().stream().filter(Words.COMPARISONS::containsKey).toList();
        if (comparisons.size() != 1) {
            place.problem(
                    "TYPE", "Exactly one of %s is expected.".formatted(String.join(", ", Words.COMPARISONS.keySet())));
            return new Derived(name, Comparison.EQUAL, new Constant(0), new Constant(0));
        }
        Place sides = fields.at(comparisons.getFirst());
        List<Expression> operands =
                sides.items(2).stream().map(DerivedColumns::expression).toList();
        if (operands.size() != 2) {
            sides.problem("TYPE", "Two sides are expected, such as [{column: tips}, 2.5].");
            return new Derived(name, Comparison.EQUAL, new Constant(0), new Constant(0));
        }
        Comparison comparison = Words.COMPARISONS.getOrDefault(comparisons.getFirst(), Comparison.EQUAL);
        return new Derived(name, comparison, operands.get(0), operands.get(1));
    }

    private static Expression expression(Place place) {
        if (!place.isMapping()) {
            return new Constant(place.number(0, -1e300, 1e300));
        }
        Fields fields = place.fields(COMPUTED);
        if (fields.names().size() != 1) {
            place.problem("TYPE", "Exactly one of %s is expected.".formatted(String.join(", ", COMPUTED)));
            return new Constant(0);
        }
        String name = fields.names().getFirst();
        if (name.equals("column")) {
            return new Column(DataSection.column(fields.at(name)));
        }
        Operator operator = Words.OPERATORS.get(name);
        return operator == null ? new Constant(0) : arithmetic(operator, fields.at(name));
    }

    private static Expression arithmetic(Operator operator, Place place) {
        boolean pair = operator == Operator.SUBTRACT || operator == Operator.DIVIDE;
        List<Expression> operands = place.items(pair ? 2 : 20).stream()
                .map(DerivedColumns::expression)
                .toList();
        if (operands.size() < 2) {
            place.problem("TYPE", "Two operands are expected, such as [{column: fare}, 0.2].");
        }
        return new Arithmetic(operator, operands);
    }
}
