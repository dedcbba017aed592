package dev.millrace.messaging.commit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What this process last saw of many things; another process may have changed them since. The least used are forgotten. */
final class Remembered<K, V> {

    private final Map<K, V> values;

    Remembered(int atMost) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > atMost;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void keep(K key, V value) {
        values.put(key, value);
    }
}
