package dev.millrace.monitoring.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.drift.watch.WatchedModels.Watched;
import dev.millrace.monitoring.feedback.ScoredModels.LastScore;
import org.jspecify.annotations.Nullable;

/**
 * A model in service.
 *
 * @param performance by the last window of its labels; null where there was none
 */
public record WatchedModel(
        @JsonUnwrapped Watched watched, @Nullable LastScore performance) {}
