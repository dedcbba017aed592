package dev.millrace.messaging.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fixture: a registry and a cache in memory, either of which may be emptied; the registry may be away. */
public final class MemoryRegistry implements SchemaRegistry, SchemaCache {

    final Map<Integer, String> schemas = new HashMap<>();
    final Map<String, Integer> subjects = new HashMap<>();
    final List<KnownSchema> remembered = new ArrayList<>();
    boolean away;
    int questions;
    private int next = 1;

    @Override
    public Optional<Integer> lookUp(String subject, String json) {
        answer();
        return Optional.ofNullable(subjects.get(subject + json));
    }

    @Override
    public int register(String subject, String json) {
        answer();
        return subjects.computeIfAbsent(subject + json, key -> {
            schemas.put(next, json);
            return next++;
        });
    }

    @Override
    public void requireBackwardTransitive(String subject) {
        answer();
    }

    @Override
    public Optional<String> byId(int id) {
        answer();
        return Optional.ofNullable(schemas.get(id));
    }

    @Override
    public List<KnownSchema> all() {
        return List.copyOf(remembered);
    }

    @Override
    public void remember(KnownSchema schema) {
        remembered.add(schema);
    }

    private void answer() {
        questions++;
        if (away) {
            throw new RegistryException("away");
        }
    }
}
