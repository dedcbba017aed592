package dev.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the console reads of the services' answers, so that a field that a service renames or takes away fails the service's
 * own test instead of leaving a cell of a page empty. The list is {@value #LIST}: a line with services, method and path, and
 * below it a line for each field with the JSON type that it is read as; {@code []} stands for what is in an array, and
 * {@code *} for what is under any name. A test of the console holds the list against the
 * console's records.
 */
public final class ConsoleReads {

    /** The name of the list beside this class. */
    public static final String LIST = "console-reads.txt";

    private static final String ITEMS = "[]";
    private static final String VALUES = "*";

    private ConsoleReads() {}

    /** The list as it is. */
    public static String list() {
        try (InputStream list = Objects.requireNonNull(ConsoleReads.class.getResourceAsStream(LIST), LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where the service's OpenAPI document lacks a field that the console reads, or gives it another type. */
    static void assertDocumented(String service, JsonNode document) {
        var missing = new ArrayList<String>();
        var question = "";
        for (var line : list().lines().toList()) {
            if (!line.startsWith(" ")) {
                question = line;
            } else if (List.of(question.replaceFirst(" .*", "").split(",", -1)).contains(service)) {
                var problem = problem(document, question, line.strip());
                if (problem != null) {
                    missing.add(question + " " + problem);
                }
            }
        }
        assertThat(missing)
                .as("fields that the console reads and the document does not have")
                .isEmpty();
    }

    private static @Nullable String problem(JsonNode document, String question, String field) {
        var words = question.split(" ", 3);
        var answer = answer(document, words[1], words[2]);
        if (answer == null) {
            return "is not documented";
        }
        var name = field.substring(0, field.lastIndexOf(": "));
        var type = field.substring(field.lastIndexOf(": ") + 2);
        var found = Stream.of(answer);
        for (var step : name.replace(ITEMS, "." + ITEMS).split("\\.", -1)) {
            found = found.flatMap(schema -> step(document, schema, step)).toList().stream();
        }
        var types = found.flatMap(ConsoleReads::types).distinct().toList();
        return fits(types, type) ? null : field + " is documented as " + types;
    }

    private static @Nullable JsonNode answer(JsonNode document, String method, String path) {
        return document.path("paths")
                .propertyStream()
                .filter(entry -> entry.getKey().replaceAll("\\{\\w+}", "{}").equals(path))
                .flatMap(entry -> entry.getValue()
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("responses")
                        .propertyStream())
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> response.getValue().path("content").valueStream())
                .flatMap(content -> schemas(document, content.path("schema")))
                .findFirst()
                .orElse(null);
    }

    private static Stream<JsonNode> step(JsonNode document, JsonNode schema, String step) {
        var next = switch (step) {
            case "" -> schema;
            case ITEMS -> schema.path("items");
            case VALUES -> schema.path("additionalProperties");
            default -> schema.path("properties").path(step);
        };
        return schemas(document, next);
    }

    /** A schema, or those that it stands for. */
    private static Stream<JsonNode> schemas(JsonNode document, JsonNode schema) {
        if (schema.isMissingNode()) {
            return Stream.empty();
        }
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return schemas(document, document.at(reference.substring(1)));
        }
        var parts = Stream.of("allOf", "oneOf", "anyOf")
                .flatMap(kind -> schema.path(kind).valueStream())
                .toList();
        return parts.isEmpty() ? Stream.of(schema) : parts.stream().flatMap(part -> schemas(document, part));
    }

    private static Stream<String> types(JsonNode schema) {
        var type = schema.path("type");
        if (type.isMissingNode()) {
            return Stream.of("any");
        }
        return type.isArray() ? type.valueStream().map(JsonNode::asString) : Stream.of(type.asString());
    }

    private static boolean fits(List<String> documented, String read) {
        return switch (read) {
            case "any" -> !documented.isEmpty();
            case "number" -> documented.contains("number") || documented.contains("integer");
            default -> documented.contains(read);
        };
    }
}
