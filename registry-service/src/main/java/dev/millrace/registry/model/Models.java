package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import java.util.List;
import java.util.Optional;

/** The models there are, for whoever looks. */
public class Models {

    private final AggregateStore<ModelState> store;

    Models(AggregateStore<ModelState> store) {
        this.store = store;
    }

    /** In the order of their names. */
    public List<Named> list(String project, String after, int limit) {
        return store.list(project + "/", after.isEmpty() ? "" : project + "/" + after, limit).stream()
                .map(stored -> new Named(stored.id().substring(project.length() + 1), stored.state()))
                .toList();
    }

    public Optional<ModelState> find(String project, String model) {
        return store.find(project + "/" + model).map(Stored::state);
    }

    /** Whether a version of the model is to be served. */
    boolean hasChampion(String project, String model) {
        return find(project, model).filter(state -> state.champion() != null).isPresent();
    }

    /** A model with its name. */
    public record Named(String model, ModelState state) {}
}
