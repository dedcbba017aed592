package dev.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aggregates as the release before has stored them, in the resources {@code recorded/<collection>.json}. Each has fields besides that
 * only a later release knows, called {@code ofTomorrow}: while replicas are upgraded one by one, releases write in turn.
 */
public final class RecordedStates {

    private static final String OF_TOMORROW = "ofTomorrow";
    private static final JsonMapper JSON = new JsonMapper();

    private RecordedStates() {}

    /** Stores an aggregate anew as it is. */
    @FunctionalInterface
    public interface Rewrite {
        void rewrite(String collection, String id);
    }

    /**
     * Fails where no aggregate of a kind is recorded, where a running service does not read a recorded aggregate, and where it changes
     * more than the revision when it stores it anew, or leaves something out. It may add fields that the release before did not have.
     *
     * @param collections every kind of aggregate that the service has
     */
    public static void assertSurvive(ApplicationContext service, Set<String> collections, Rewrite rewrite) {
        var store = service.getBean(MongoTemplate.class);
        assertThat(collections)
                .as("kinds without a file in src/test/resources/recorded")
                .allMatch(RecordedStates::isRecorded);
        collections.forEach(collection -> {
            var recorded = recorded(collection);
            var id = String.valueOf(recorded.get("_id"));
            store.insert(new LinkedHashMap<>(recorded), collection);

            rewrite.rewrite(collection, id);

            var stored = Objects.requireNonNull(store.findById(id, Map.class, collection));
            assertThat(revision(stored)).as(collection).isEqualTo(revision(recorded) + 1);
            assertThat(recordedOf(withoutNothing(stored.get("state")), recorded.get("state")))
                    .as(collection)
                    .isEqualTo(withoutNothing(recorded.get("state")));
            assertThat(stored.get(OF_TOMORROW)).as(collection).isEqualTo(recorded.get(OF_TOMORROW));
        });
    }

    private static long revision(Map<?, ?> aggregate) {
        return ((Number) Objects.requireNonNull(aggregate.get("rev"))).longValue();
    }

    private static boolean isRecorded(String collection) {
        return RecordedStates.class.getResource(file(collection)) != null;
    }

    private static String file(String collection) {
        return "/recorded/" + collection + ".json";
    }

    private static Map<String, Object> recorded(String collection) {
        try (var file = RecordedStates.class.getResourceAsStream(file(collection))) {
            var json = new String(Objects.requireNonNull(file, collection).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(json.split(OF_TOMORROW, -1).length - 1)
                    .as("fields %s in %s", OF_TOMORROW, collection)
                    .isGreaterThanOrEqualTo(2);
            return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields that were recorded, of what is stored. */
    private static @Nullable Object recordedOf(@Nullable Object stored, @Nullable Object recorded) {
        if (stored instanceof Map<?, ?> map && recorded instanceof Map<?, ?> known) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, each) -> {
                if (known.containsKey(name)) {
                    fields.put(String.valueOf(name), recordedOf(each, known.get(name)));
                }
            });
            return fields;
        }
        return stored;
    }

    /** A field without a value and a missing one mean the same, and so do whole numbers of any width. */
    private static @Nullable Object withoutNothing(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, each) -> {
                if (each != null) {
                    fields.put(String.valueOf(name), withoutNothing(each));
                }
            });
            return fields;
        }
        if (value instanceof List<?> list) {
            var elements = new ArrayList<@Nullable Object>();
            list.forEach(each -> elements.add(withoutNothing(each)));
            return elements;
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
