package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.ReadModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scored models of one project in memory. */
final class MemoryScoredModels implements ScoredModels {

    private final Map<String, LastScore> last = new HashMap<>();

    @Override
    public ReadModel row(ServedVersion served, @Nullable LastScore score) {
        last.remove(served.approved().model());
        if (score != null) {
            last.put(served.approved().model(), score);
        }
        return ReadModel.of(served);
    }

    @Override
    public Map<String, LastScore> find(String project, Collection<String> models) {
        var found = new HashMap<>(last);
        found.keySet().retainAll(List.copyOf(models));
        return found;
    }

    @Override
    public List<Worse> worse(String project, int limit) {
        return last.entrySet().stream()
                .filter(each -> each.getValue().worse())
                .map(each -> new Worse(each.getKey(), 0, each.getValue()))
                .limit(limit)
                .toList();
    }

    @Override
    public long countWorse(String project) {
        return worse(project, Integer.MAX_VALUE).size();
    }
}
