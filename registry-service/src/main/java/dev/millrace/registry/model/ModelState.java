package dev.millrace.registry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One model: its newest versions and generations, and every version that waits for a person. Older ones are kept beside,
 * so that the document stays small however often a model is trained again.
 *
 * @param versions oldest first
 * @param generations oldest first
 */
public record ModelState(String pipeline, int lastVersion, List<Version> versions, List<Generation> generations) {

    /** Versions, and generations, that stay in the document, and with them whatever waits for a person. */
    static final int KEPT = 50;

    public ModelState {
        versions = List.copyOf(versions);
        generations = List.copyOf(generations);
    }

    static ModelState empty(String pipeline) {
        return new ModelState(pipeline, 0, List.of(), List.of());
    }

    /** What is to be served; null before the first approval. */
    public @Nullable Generation champion() {
        return generations.isEmpty() ? null : generations.getLast();
    }

    @Nullable
    Integer championVersion() {
        return generations.isEmpty() ? null : generations.getLast().version();
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    Optional<Version> ofRun(String runId) {
        return versions.stream()
                .filter(version -> version.runId().equals(runId))
                .findFirst();
    }

    /** The next version; the oldest one goes where it lies in the archive as it is here. */
    ModelState adding(Version version, Archived archived) {
        List<Version> all = new ArrayList<>(versions);
        all.add(version);
        return new ModelState(pipeline, version.number(), without(all, archived::holds), generations);
    }

    ModelState replacing(Version version) {
        List<Version> all = versions.stream()
                .map(one -> one.number() == version.number() ? version : one)
                .toList();
        return new ModelState(pipeline, lastVersion, all, generations);
    }

    /** The next generation. */
    ModelState serving(Generation generation, Archived archived) {
        List<Generation> all = new ArrayList<>(generations);
        all.add(generation);
        return new ModelState(pipeline, lastVersion, versions, without(all, archived::holds));
    }

    ModelState deployed(long generation, Deployment deployment) {
        List<Generation> all = generations.stream()
                .map(one -> one.number() == generation ? one.with(deployment) : one)
                .toList();
        return new ModelState(pipeline, lastVersion, versions, all);
    }

    /** What may leave the document with the next change: a version that is decided, a generation; nothing when few. */
    Archived surplus() {
        Version version = versions.size() < KEPT
                ? null
                : versions.stream()
                        .filter(one -> one.decision() != null)
                        .findFirst()
                        .orElse(null);
        return new Archived(version, generations.size() < KEPT ? null : generations.getFirst());
    }

    private static <T> List<T> without(List<T> all, Predicate<T> archived) {
        return all.stream().filter(archived.negate()).toList();
    }
}
