package dev.millrace.ingestion.announced;

/** Makes known why an announced file became no version. */
@FunctionalInterface
public interface Refusals {

    dev.millrace.messaging.Announcement<?> refused(Announcement announcement, Refusal refusal);
}
