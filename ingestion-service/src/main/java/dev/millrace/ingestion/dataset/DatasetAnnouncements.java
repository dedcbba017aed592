package dev.millrace.ingestion.dataset;

import dev.millrace.messaging.Announcement;

/** Makes versions known. */
@FunctionalInterface
public interface DatasetAnnouncements {

    Announcement<?> arrived(NumberedVersion version);
}
