package dev.millrace.monitoring.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predictions in memory. */
final class MemoryPredictions implements Predictions {

    private final Map<String, Found> all = new HashMap<>();

    @Override
    public void add(int partition, List<LoggedPredictions> records) {
        for (var record : records) {
            record.rows()
                    .forEach(row -> all.put(
                            row.predictionId(),
                            new Found(record.model(), record.classes(), record.columns(), row, record.at())));
        }
    }

    @Override
    public Map<String, Found> find(int partition, Collection<String> predictionIds) {
        var found = new HashMap<>(all);
        found.keySet().retainAll(List.copyOf(predictionIds));
        return found;
    }
}
