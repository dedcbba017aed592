package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models there are, for whoever looks. */
public class Models {

    private static final int GENERATIONS = 200;

    private final AggregateStore<ModelState> store;
    private final Archive archive;

    Models(AggregateStore<ModelState> store, Archive archive) {
        this.store = store;
        this.archive = archive;
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

    /** Newest first, below the given number. */
    public List<Version> versions(String project, String model, int below, int limit) {
        return find(project, model).stream()
                .flatMap(state -> Stream.concat(
                                state.versions().stream().filter(version -> version.number() < below),
                                archive.versions(project + "/" + model, below, limit).stream()
                                        .filter(version ->
                                                state.version(version.number()).isEmpty()))
                        .sorted(Comparator.comparingInt(Version::number).reversed())
                        .limit(limit))
                .toList();
    }

    public Optional<Version> version(String project, String model, int number) {
        return find(project, model)
                .flatMap(state -> state.version(number))
                .or(() -> archive.version(project + "/" + model, number));
    }

    public Optional<VersionFacts> facts(String project, String model, String runId) {
        return archive.facts(project + "/" + model, runId);
    }

    /** When the version served, oldest first. */
    public List<Generation> generations(String project, String model, int version) {
        return find(project, model).stream()
                .flatMap(state -> Stream.concat(
                        state.generations().stream(),
                        archive.generations(project + "/" + model, oldest(state), GENERATIONS).stream()))
                .filter(generation -> generation.version() == version)
                .sorted(Comparator.comparingLong(Generation::number))
                .toList();
    }

    private static long oldest(ModelState state) {
        return state.generations().stream().mapToLong(Generation::number).min().orElse(0);
    }

    /** A model with its name. */
    public record Named(String model, ModelState state) {}
}
