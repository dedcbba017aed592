package dev.millrace.registry.history;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every version of every model. */
public interface Versions {

    /** The document of a version, to be stored with the change that made it so. */
    ReadModel row(String modelId, Version version);

    Optional<Version> find(String modelId, int number);

    Optional<Version> ofRun(String modelId, String runId);

    /** Newest first, below the given number. */
    List<Version> list(String modelId, int below, int limit);

    /** Numbers of the versions that wait for a person, newest first. */
    List<Integer> waiting(String modelId, int limit);

    /** What waits for a person, of all models of all projects. */
    Waiting waiting();

    /**
     * How many versions wait for a person.
     *
     * @param oldest when the one that waits longest was trained; null where none waits
     */
    record Waiting(long versions, @Nullable Instant oldest) {}

    /** A version that waits for a person. */
    record WaitingVersion(String model, int number, Instant since) {}

    /** Versions of all models of a project that wait for a person, newest first. */
    List<WaitingVersion> waitingIn(String project, int limit);

    /** How many versions of a project have been in this status since then. */
    long count(String project, Version.Status status, Instant since);

    /** Keeps what is known about a run's model for good; nothing refers to it yet. */
    void keep(VersionFacts facts);

    Optional<VersionFacts> facts(String modelId, String runId);
}
