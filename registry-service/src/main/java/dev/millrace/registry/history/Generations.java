package dev.millrace.registry.history;

import dev.millrace.messaging.ReadModel;
import java.util.List;
import java.util.Optional;

/** Everything that was ever to be served, and what serving instances said about it. */
public interface Generations {

    /** The document of a generation, to be stored with the change that made it. */
    ReadModel row(String modelId, Generation generation);

    /** The document of a deployment, to be stored with the change that recorded it. */
    ReadModel row(String modelId, long generation, Deployment deployment);

    /** Newest first, below the given number. */
    List<Generation> list(String modelId, long below, int limit);

    /** Those of one version, newest first, below the given number. */
    List<Generation> ofVersion(String modelId, int version, long below, int limit);

    Optional<Deployment> deployment(String modelId, long generation, String instance);

    /** By the names of the instances, after the given one (empty for the first). */
    List<Deployment> deployments(String modelId, long generation, String after, int limit);
}
