package dev.millrace.monitoring.gather;

import dev.millrace.messaging.Announcement;

/** Hands a batch over. */
@FunctionalInterface
public interface BatchAnnouncements {

    /** @param bytes of the artifact */
    Announcement<?> gathered(Batch batch, long bytes);
}
