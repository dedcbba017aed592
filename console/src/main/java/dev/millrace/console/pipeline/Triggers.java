package dev.millrace.console.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of pipelines, by name. */
record Triggers(List<Trigger> pipelines, @Nullable String next) {

    Triggers {
        pipelines = pipelines == null ? List.of() : List.copyOf(pipelines);
    }
}
