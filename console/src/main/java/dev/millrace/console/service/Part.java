package dev.millrace.console.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the six services, in the order of the loop. */
public enum Part {
    INGESTION,
    VALIDATION,
    TRAINING,
    REGISTRY,
    SERVING,
    MONITORING;

    /** How people and addresses call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service of this label, if there is one. */
    public static Optional<Part> named(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst();
    }
}
