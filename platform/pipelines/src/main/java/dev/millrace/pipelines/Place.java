package dev.millrace.pipelines;

import dev.millrace.pipelines.Node.Mapping;
import dev.millrace.pipelines.Node.Scalar;
import dev.millrace.pipelines.Node.Sequence;
import dev.millrace.values.NearestName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in a document, or the place where it would be. Reads it as what is expected; where it is something else,
 * the problem is noted and the fallback returned, so that reading goes on.
 */
final class Place {

    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?");
    private final @Nullable Node node;
    private final int line;
    private final int column;
    private final String pointer;
    private final Problems problems;
    private final boolean orphan;

    /** @param orphan whether what it would be part of is not there either, which has been said then */
    private Place(@Nullable Node node, int line, int column, String pointer, Problems problems, boolean orphan) {
        this.node = node;
        this.orphan = orphan;
        this.line = line;
        this.column = column;
        this.pointer = pointer;
        this.problems = problems;
    }

    static Place root(Node node, Problems problems) {
        return new Place(node, node.line(), node.column(), "", problems, false);
    }

    Place child(String step, @Nullable Node child) {
        var below = pointer + "/" + YamlReader.escape(step);
        return child == null
                ? new Place(null, line, column, below, problems, !isMapping())
                : new Place(child, child.line(), child.column(), below, problems, false);
    }

    boolean present() {
        return node != null;
    }

    boolean isMapping() {
        return node instanceof Mapping;
    }

    boolean isSequence() {
        return node instanceof Sequence;
    }

    /** An empty text that YAML does not take for nothing. */
    boolean isQuotedEmpty() {
        return node instanceof Scalar scalar && !scalar.plain() && scalar.text().isEmpty();
    }

    boolean isText(Pattern form) {
        return node instanceof Scalar scalar && form.matcher(scalar.text()).matches();
    }

    void problem(String code, String message) {
        problems.add(code, line, column, pointer, message);
    }

    void problem(Scalar at, String code, String message) {
        problems.add(code, at.line(), at.column(), pointer + "/" + YamlReader.escape(at.text()), message);
    }

    /** Notes the problem when nothing is here. */
    Place required() {
        if (node == null && !orphan) {
            problem("MISSING_FIELD", pointer.substring(pointer.lastIndexOf('/') + 1) + " is missing.");
        }
        return this;
    }

    /** One field, where this is a mapping that has it; says nothing about the others. */
    Optional<Place> field(String name) {
        return node instanceof Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().text().equals(name))
                        .findFirst()
                        .map(entry -> child(name, entry.value()))
                : Optional.empty();
    }

    /** The mapping here; an empty one where there is something else. */
    Fields fields(String... known) {
        if (node != null && !(node instanceof Mapping)) {
            problem("TYPE", "A mapping (name: value) is expected here.");
        }
        return new Fields(this, node instanceof Mapping mapping ? mapping.entries() : List.of(), known);
    }

    /** What stands at each name of a mapping whose names are free; empty where there is something else. */
    Map<String, Place> named(int most) {
        if (node == null) {
            return Map.of();
        }
        if (!(node instanceof Mapping mapping)) {
            problem("TYPE", "A mapping (name: value) is expected here.");
            return Map.of();
        }
        if (mapping.entries().size() > most) {
            problem(
                    "RANGE",
                    "At most %d names are accepted, these are %d."
                            .formatted(most, mapping.entries().size()));
        }
        var places = new LinkedHashMap<String, Place>();
        mapping.entries().stream()
                .limit(most)
                .forEach(entry ->
                        places.put(entry.key().text(), child(entry.key().text(), entry.value())));
        return places;
    }

    List<Place> items(int most) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof Sequence sequence)) {
            problem("TYPE", "A list is expected here, such as [a, b].");
            return List.of();
        }
        if (sequence.items().size() > most) {
            problem(
                    "RANGE",
                    "At most %d elements are accepted, these are %d."
                            .formatted(most, sequence.items().size()));
        }
        var places = new ArrayList<Place>();
        for (var item :
                sequence.items().subList(0, Math.min(most, sequence.items().size()))) {
            places.add(child(String.valueOf(places.size()), item));
        }
        return places;
    }

    String text(String fallback) {
        if (node == null) {
            return fallback;
        }
        if (!(node instanceof Scalar scalar)) {
            problem("TYPE", "A text is expected here.");
            return fallback;
        }
        var other = scalar.plain() ? ImplicitType.of(scalar.text()) : "";
        if (!other.isEmpty()) {
            problem(
                    "TYPE",
                    scalar.text().isEmpty()
                            ? "A text is expected here, but there is none."
                            : "A text is expected here, but YAML readers take %1$s for %2$s: write \"%1$s\"."
                                    .formatted(scalar.text(), other));
            return fallback;
        }
        return scalar.text();
    }

    /** What a scalar says, whatever YAML readers take it for: values of the data may be numbers or booleans. */
    String value(String fallback) {
        if (node instanceof Scalar scalar && !(scalar.plain() && ImplicitType.isNothing(scalar.text()))) {
            return scalar.text();
        }
        problem("TYPE", "One value is expected here: a text, a number, true or false.");
        return fallback;
    }

    double number(double fallback, double lowest, double highest) {
        if (node == null) {
            return fallback;
        }
        if (!(node instanceof Scalar scalar)
                || !scalar.plain()
                || !JSON_NUMBER.matcher(scalar.text()).matches()) {
            problem("TYPE", "A decimal number is expected here, without quotes, underscores or leading zeros.");
            return fallback;
        }
        double value = Double.parseDouble(scalar.text());
        if (!(value >= lowest && value <= highest)) {
            problem(
                    "RANGE",
                    "From %s to %s is accepted."
                            .formatted(CanonicalJson.number(lowest), CanonicalJson.number(highest)));
            return fallback;
        }
        return value;
    }

    /** Whole numbers within what a double holds exactly. */
    long whole(long fallback, long lowest, long highest) {
        double value = number((double) fallback, (double) lowest, (double) highest);
        if (value != Math.rint(value)) {
            problem("TYPE", "A whole number is expected here.");
            return fallback;
        }
        return node == null ? fallback : (long) value;
    }

    boolean truth(boolean fallback) {
        if (node == null) {
            return fallback;
        }
        if (node instanceof Scalar scalar
                && scalar.plain()
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return scalar.text().equals("true");
        }
        problem("TYPE", "true or false is expected here.");
        return fallback;
    }

    Duration duration(Duration fallback, Duration shortest, Duration longest) {
        var text = text(fallback.toString());
        Duration value;
        try {
            value = Duration.parse(text);
        } catch (DateTimeParseException e) {
            problem("TYPE", "A duration is expected here, such as PT6H or P1D.");
            return fallback;
        }
        if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
            problem("RANGE", "From %s to %s is accepted.".formatted(shortest, longest));
            return fallback;
        }
        return value;
    }

    /** One of several words. */
    <E> E choice(Map<String, E> words, E fallback, String code) {
        if (node == null) {
            return fallback;
        }
        var text = text("");
        var chosen = words.get(text);
        if (chosen == null && (isQuotedEmpty() || !text.isEmpty())) {
            problem(
                    code,
                    "%s is not one of %s%s"
                            .formatted(
                                    text, String.join(", ", words.keySet()), NearestName.hint(text, words.keySet())));
        }
        return chosen == null ? fallback : chosen;
    }
}
