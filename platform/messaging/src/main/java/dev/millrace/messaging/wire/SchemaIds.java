package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which id stands for which schema. Ids never change their meaning, so what was learned once is remembered in the
 * service's own store: with the registry down, everything known still decodes; with a registry that contradicts
 * what is remembered (it lost its data), nothing is decoded wrongly.
 */
public final class SchemaIds {

    private static final Logger log = LoggerFactory.getLogger(SchemaIds.class);
    private static final int LOOK_UPS = 3;

    private final SchemaRegistry registry;
    private final SchemaCache cache;
    private final boolean register;
    private final Duration lookUpPause;
    private final UnknownIds unknown;
    private final Map<Integer, String> jsonById = new ConcurrentHashMap<>();
    private final Map<String, Integer> idByFingerprint = new ConcurrentHashMap<>();

    /**
     * @param register whether our schemas are registered where they are missing ({@code auto.register.schemas})
     * @param lookUpPause between two of the three times that an unknown id is asked for
     * @param nanos a monotonic clock
     */
    public SchemaIds(
            SchemaRegistry registry, SchemaCache cache, boolean register, Duration lookUpPause, LongSupplier nanos) {
        this.registry = registry;
        this.cache = cache;
        this.register = register;
        this.lookUpPause = lookUpPause;
        this.unknown = new UnknownIds(nanos);
    }

    /** Takes over what is remembered; with that alone, known topics can be read and written. */
    public void recall() {
        cache.all().forEach(this::know);
    }

    /** Whether every topic can be written and read without asking the registry. */
    public boolean covers(Collection<Topic<?>> topics) {
        return topics.stream().allMatch(topic -> idByFingerprint.containsKey(Schemas.fingerprint(topic)));
    }

    /**
     * Makes sure that the registry and this service agree on the topics' schemas.
     *
     * @throws LostSchemasException when the registry's ids contradict what is remembered
     */
    public void agree(Collection<Topic<?>> topics) {
        var remembered = remembered();
        for (Topic<?> topic : topics) {
            var schema = Schemas.reader(topic);
            var fingerprint = Schemas.fingerprint(topic);
            var known = remembered.get(topic.subject() + " " + fingerprint);
            if (known == null) {
                introduce(topic.subject(), fingerprint, Schemas.published(schema));
            } else {
                confirm(known);
            }
        }
    }

    /** The id under which a body of this schema is framed. */
    public int idOf(String fingerprint) {
        var id = idByFingerprint.get(fingerprint);
        if (id == null) {
            throw new RegistryException("no schema id is known yet for the schema " + fingerprint);
        }
        return id;
    }

    /**
     * The writer's schema.
     *
     * @throws ParkedException SCHEMA_UNKNOWN when a registry that is otherwise right does not know the id
     */
    public String json(int id) {
        var json = jsonById.get(id);
        if (json != null) {
            return json;
        }
        if (unknown.contains(id)) {
            throw notKnown(id);
        }
        var found = ask(id).orElseThrow(() -> unknown(id));
        remember(new KnownSchema(id, "", "", found));
        return found;
    }

    /** Patiently, unless there are more such ids: whoever makes them up would stop the partition. */
    private Optional<String> ask(int id) {
        int lookUps = unknown.isEmpty() ? LOOK_UPS : 1;
        for (int attempt = 1; ; attempt++) {
            var found = registry.byId(id);
            if (found.isPresent() || attempt == lookUps) {
                return found;
            }
            LockSupport.parkNanos(lookUpPause.toNanos());
        }
    }

    private ParkedException unknown(int id) {
        remembered().values().forEach(this::confirm);
        unknown.add(id);
        return notKnown(id);
    }

    private static ParkedException notKnown(int id) {
        return new ParkedException(
                "SCHEMA_UNKNOWN",
                "The registry knows no schema with the id %d. Register the schema at the registry that Millrace uses"
                        .formatted(id),
                true);
    }

    private Map<String, KnownSchema> remembered() {
        var bySubject = new HashMap<String, KnownSchema>();
        for (KnownSchema known : cache.all()) {
            if (!known.subject().isEmpty()) {
                bySubject.put(known.subject() + " " + known.fingerprint(), known);
            }
        }
        return bySubject;
    }

    private void confirm(KnownSchema known) {
        var id = registry.lookUp(known.subject(), known.json());
        if (id.isEmpty() || id.get() != known.id()) {
            throw new LostSchemasException(
                    "REGISTRY_LOST_SCHEMAS: the schema of %s had the id %d, the registry now says %s. Restore its data."
                            .formatted(
                                    known.subject(),
                                    known.id(),
                                    id.map(String::valueOf).orElse("that it has none")));
        }
    }

    private void introduce(String subject, String fingerprint, String json) {
        int id;
        if (register) {
            id = registry.register(subject, json);
            registry.requireBackwardTransitive(subject);
        } else {
            id = registry.lookUp(subject, json)
                    .orElseThrow(() -> new RegistryException(
                            "the schema of %s is not registered, and auto.register.schemas is false"
                                    .formatted(subject)));
        }
        remember(new KnownSchema(id, subject, fingerprint, json));
        log.info("Schema of {} has the id {}", subject, id);
    }

    private void remember(KnownSchema schema) {
        cache.remember(schema);
        know(schema);
    }

    private void know(KnownSchema schema) {
        jsonById.put(schema.id(), schema.json());
        if (!schema.fingerprint().isEmpty()) {
            idByFingerprint.put(schema.fingerprint(), schema.id());
        }
    }
}
