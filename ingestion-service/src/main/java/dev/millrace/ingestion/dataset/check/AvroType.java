package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A type of an Avro schema, as far as it is needed to read values.
 *
 * @param kind such as long, string, record or union
 * @param logical type, empty where there is none
 * @param scale of a decimal
 * @param size of a fixed
 * @param names of a record's fields or an enum's symbols
 * @param types of a record's fields, or a union's branches
 */
record AvroType(String kind, String logical, int scale, int size, List<String> names, List<AvroType> types) {

    private static final int DEEPEST = 16;

    AvroType {
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    /** @throws IllegalArgumentException where the schema is none, is too deep or refers to itself */
    static AvroType of(JsonNode schema) {
        return new Reader().read(schema, "", 0);
    }

    private static final class Reader {

        private final Map<String, AvroType> named = new HashMap<>();

        AvroType read(JsonNode schema, String namespace, int depth) {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("too deep");
            }
            if (schema.isString()) {
                return reference(schema.asString(), namespace);
            }
            if (schema.isArray()) {
                var branches = new ArrayList<AvroType>();
                schema.forEach(branch -> branches.add(read(branch, namespace, depth + 1)));
                return new AvroType("union", "", 0, 0, List.of(), branches);
            }
            var type = schema.path("type");
            if (!type.isString()) {
                return read(type, namespace, depth + 1);
            }
            return switch (type.asString()) {
                case "record", "error", "enum", "fixed" -> named(schema, type.asString(), namespace, depth);
                case "array", "map" -> plain(type.asString());
                default -> logical(schema, reference(type.asString(), namespace), 0);
            };
        }

        private AvroType named(JsonNode schema, String kind, String outer, int depth) {
            var name = schema.path("name").asString("");
            var namespace = schema.path("namespace").asString(outer);
            var full = name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
            var type = switch (kind) {
                case "enum" -> new AvroType("enum", "", 0, 0, texts(schema.path("symbols")), List.of());
                case "fixed" ->
                    logical(schema, plain("fixed"), schema.path("size").asInt(0));
                default -> record(schema, namespace, depth);
            };
            named.put(full, type);
            return type;
        }

        private AvroType record(JsonNode schema, String namespace, int depth) {
            var names = new ArrayList<String>();
            var types = new ArrayList<AvroType>();
            for (JsonNode field : schema.path("fields")) {
                names.add(field.path("name").asString(""));
                types.add(read(field.path("type"), namespace, depth + 1));
            }
            return new AvroType("record", "", 0, 0, names, types);
        }

        private AvroType reference(String name, String namespace) {
            return switch (name) {
                case "null", "boolean", "int", "long", "float", "double", "bytes", "string" -> plain(name);
                default -> {
                    var full = name.contains(".") || namespace.isEmpty() ? name : namespace + "." + name;
                    var known = named.get(full);
                    if (known == null) {
                        throw new IllegalArgumentException("unknown type");
                    }
                    yield known;
                }
            };
        }

        private static AvroType logical(JsonNode schema, AvroType type, int size) {
            return new AvroType(
                    type.kind(),
                    schema.path("logicalType").asString(""),
                    schema.path("scale").asInt(0),
                    size,
                    type.names(),
                    type.types());
        }

        private static AvroType plain(String kind) {
            return new AvroType(kind, "", 0, 0, List.of(), List.of());
        }

        private static List<String> texts(JsonNode array) {
            var texts = new ArrayList<String>();
            array.forEach(each -> texts.add(each.asString("")));
            return texts;
        }
    }
}
