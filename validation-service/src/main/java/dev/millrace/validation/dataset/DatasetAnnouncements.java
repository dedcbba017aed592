package dev.millrace.validation.dataset;

import dev.millrace.messaging.Announcement;

/** Puts a verdict into the words of the contract. */
@FunctionalInterface
public interface DatasetAnnouncements {

    Announcement<?> of(Arrival arrival, Verdict verdict);
}
