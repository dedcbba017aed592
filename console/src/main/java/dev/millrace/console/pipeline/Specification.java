package dev.millrace.console.pipeline;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The specification in force, and how much of it waits to be confirmed. */
record Specification(@Nullable Version current) {

    /** One version of it. */
    record Version(
            String pipeline,
            long version,
            @Nullable String digest,
            @Nullable String dataset,
            @Nullable String definedBy,
            @Nullable String definedAt,
            @Nullable JsonNode spec) {

        public String pretty() {
            return spec == null ? "" : spec.toPrettyString();
        }
    }
}
