package dev.millrace.registry.model;

import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import java.util.List;
import java.util.Optional;

/** What a model's document does not hold: what training told about each run, and old versions and generations. */
public class Archive {

    private final Details<VersionFacts> facts;
    private final Details<Version> versions;
    private final Details<Generation> generations;

    Archive(Aggregates aggregates) {
        this.facts = aggregates.details("facts", VersionFacts.class);
        this.versions = aggregates.details("versions", Version.class);
        this.generations = aggregates.details("generations", Generation.class);
    }

    void keep(String modelId, VersionFacts one) {
        facts.put(modelId + "/" + one.training().runId(), one);
    }

    Optional<VersionFacts> facts(String modelId, String runId) {
        return facts.find(modelId + "/" + runId);
    }

    /** Copies what may leave the document; it is still there until a change takes it out. */
    Archived keep(String modelId, ModelState state) {
        Archived surplus = state.surplus();
        if (surplus.version() != null) {
            versions.put(id(modelId, surplus.version().number()), surplus.version());
        }
        if (surplus.generation() != null) {
            generations.put(id(modelId, surplus.generation().number()), surplus.generation());
        }
        return surplus;
    }

    Optional<Version> version(String modelId, int number) {
        return versions.find(id(modelId, number));
    }

    /** Newest first, below the given number. */
    List<Version> versions(String modelId, int below, int limit) {
        return versions.list(modelId + "/", id(modelId, below), limit);
    }

    List<Generation> generations(String modelId, long below, int limit) {
        return generations.list(modelId + "/", id(modelId, below), limit);
    }

    private static String id(String modelId, long number) {
        return "%s/%012d".formatted(modelId, number);
    }
}
