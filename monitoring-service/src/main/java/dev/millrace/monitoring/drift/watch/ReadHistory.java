package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.ModelRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how a model's windows were, long ago. */
public class ReadHistory {

    private final AggregateStore<Watch> watches;
    private final WindowHistory history;

    public ReadHistory(Aggregates aggregates, WindowHistory history) {
        this.watches = CloseWindows.watches(aggregates);
        this.history = history;
    }

    /**
     * Steps of windows that are too old to be kept singly, newest first; empty where the model was never in service.
     *
     * @param until only steps that ended by then; null for all
     */
    public Optional<List<WindowStep>> find(String project, String model, @Nullable Instant until, int limit) {
        var id = ModelRole.champion(project, model).id();
        return watches.find(id).map(_ -> history.newest(id, until, limit));
    }
}
