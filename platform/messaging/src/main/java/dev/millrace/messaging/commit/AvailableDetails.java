package dev.millrace.messaging.commit;

import dev.millrace.messaging.Details;
import java.util.List;
import java.util.Optional;

/** Details that say in the kernel's own words that the store is away, as aggregates do. */
record AvailableDetails<T>(Details<T> stored) implements Details<T> {

    @Override
    public void put(String id, T value) {
        UnavailableException.asking(() -> {
            stored.put(id, value);
            return id;
        });
    }

    @Override
    public Optional<T> find(String id) {
        return UnavailableException.asking(() -> stored.find(id));
    }

    @Override
    public void forget(String field, Object before) {
        UnavailableException.asking(() -> {
            stored.forget(field, before);
            return field;
        });
    }

    @Override
    public void forgetOlder(String idPrefix, String beforeId) {
        UnavailableException.asking(() -> {
            stored.forgetOlder(idPrefix, beforeId);
            return idPrefix;
        });
    }

    @Override
    public List<T> list(String idPrefix, int limit) {
        return UnavailableException.asking(() -> stored.list(idPrefix, limit));
    }

    @Override
    public List<T> list(String idPrefix, String beforeId, int limit) {
        return UnavailableException.asking(() -> stored.list(idPrefix, beforeId, limit));
    }
}
