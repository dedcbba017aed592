package dev.millrace.messaging.commit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Aggregates as this process last saw them; another process may have changed them since. The least used are forgotten. */
final class Remembered {

    private static final int AT_MOST = 100;

    private final Map<String, AggregateDocument> documents = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AggregateDocument> eldest) {
            return size() > AT_MOST;
        }
    };

    synchronized Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(documents.get(id));
    }

    synchronized void keep(AggregateDocument document) {
        documents.put(document.id(), document);
    }
}
