package dev.millrace.registry.model;

import dev.millrace.messaging.Announcement;
import dev.millrace.registry.history.Generation;
import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Verdict;

/** What the registry tells others about a model. */
public interface ModelAnnouncements {

    Announcement<?> approved(String model, String pipeline, Generation generation);

    Announcement<?> rejected(String model, String pipeline, Version version, Verdict verdict);

    /** A version that only a person can decide on stays where it is until somebody looks. */
    Announcement<?> approvalAwaited(String model, String pipeline, Version version);

    Announcement<?> deploymentRefused(String model, String pipeline, Generation generation, String reason);

    Announcement<?> returned(String model, String pipeline, Generation refused, Generation generation);

    /** Nothing can be returned to, so only a person can help. */
    Announcement<?> notDeployed(String model, String pipeline, Generation generation, String reason);
}
