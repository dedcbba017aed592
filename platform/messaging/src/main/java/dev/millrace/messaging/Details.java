package dev.millrace.messaging;

import java.util.List;
import java.util.Optional;

/** Write-once documents of one collection. */
public interface Details<T> {

    /** Stores the value under the id; a second put of the same id replaces it, so it must be the same in meaning. */
    void put(String id, T value);

    Optional<T> find(String id);

    /** Newest first by id order descending; ids that start with the prefix. */
    List<T> list(String idPrefix, int limit);

    /** Removes values whose field, a time or a text, is below the one given. */
    void forget(String field, Object before);

    /** Removes values whose ids start with the prefix and are below {@code beforeId} (exclusive). */
    void forgetOlder(String idPrefix, String beforeId);

    /** As {@link #list(String, int)}, of the ids below {@code beforeId} (exclusive): the next page. */
    List<T> list(String idPrefix, String beforeId, int limit);
}
