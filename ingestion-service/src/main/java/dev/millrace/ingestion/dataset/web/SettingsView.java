package dev.millrace.ingestion.dataset.web;

import dev.millrace.ingestion.dataset.SettingsInForce;
import dev.millrace.ingestion.dataset.check.FileSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A dataset's settings, and who made them so: {@code number} counts the changes. */
record SettingsView(
        String dataset,
        long number,
        FileSettings settings,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {

    static SettingsView of(String dataset, SettingsInForce found) {
        return new SettingsView(dataset, found.number(), found.settings(), found.changedBy(), found.changedAt());
    }
}
