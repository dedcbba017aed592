package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Avro schemas as this platform reads, registers and compares them. */
public final class Schemas {

    private static final JsonMapper JSON = new JsonMapper();

    /** Properties that name Java classes: a writer that sends them wants our class loader to do something. */
    private static final Set<String> JAVA_PROPERTIES =
            Set.of("java-class", "java-key-class", "java-element-class", "avro.java.string");

    private static final Map<String, String> FINGERPRINTS = new ConcurrentHashMap<>();

    private Schemas() {}

    /** Avro 1.12.2 creates no object of a class that nobody trusts; the contracts are trusted, nothing else is. */
    public static void trustContracts() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith("dev.millrace.contracts.")));
    }

    /** The schema that a topic's records are read with. */
    public static Schema reader(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.type());
    }

    /** As registered: without the properties that only mean something to Java. */
    public static String published(Schema schema) {
        JsonNode tree = JSON.readTree(schema.toString());
        strip(tree);
        return tree.toString();
    }

    /** Fingerprint of the schema that a topic's events are written with. */
    public static String fingerprint(Topic<?> topic) {
        return FINGERPRINTS.computeIfAbsent(topic.name(), name -> fingerprint(reader(topic)));
    }

    /** Tells schemas apart, defaults and doc strings included, Java properties left out. */
    public static String fingerprint(Schema schema) {
        return EventIds.sha256(published(schema).getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    /** Whether a schema asks for Java classes by name. */
    public static boolean namesJavaClasses(String json) {
        return namesJavaClasses(JSON.readTree(json));
    }

    static <E extends SpecificRecord> SpecificData dataOf(Topic<E> topic) {
        return SpecificData.getForClass(topic.type());
    }

    private static boolean namesJavaClasses(JsonNode node) {
        if (node.isObject() && JAVA_PROPERTIES.stream().anyMatch(node::has)) {
            return true;
        }
        for (JsonNode child : node) {
            if (namesJavaClasses(child)) {
                return true;
            }
        }
        return false;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(JAVA_PROPERTIES);
        }
        node.forEach(Schemas::strip);
    }
}
