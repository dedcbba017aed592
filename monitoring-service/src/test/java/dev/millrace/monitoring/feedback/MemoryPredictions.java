package dev.millrace.monitoring.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Predictions in memory. */
public final class MemoryPredictions implements Predictions {

    private final Map<String, Found> all = new HashMap<>();

    @Override
    public void add(int partition, List<LoggedPredictions> records) {
        for (var record : records) {
            record.rows()
                    .forEach(row -> all.putIfAbsent(
                            row.predictionId(),
                            new Found(record.model(), record.classes(), record.columns(), row, record.at(), null)));
        }
    }

    @Override
    public Map<String, Found> find(int partition, Collection<String> predictionIds) {
        var found = new HashMap<>(all);
        found.keySet().retainAll(List.copyOf(predictionIds));
        return found;
    }

    @Override
    public void markLabelled(int partition, Map<String, CountedLabel> labels) {
        labels.forEach((id, label) -> all.computeIfPresent(
                id,
                (key, found) -> found.label() != null
                        ? found
                        : new Found(
                                found.model(),
                                found.classes(),
                                found.columns(),
                                found.prediction(),
                                found.at(),
                                label)));
    }
}
