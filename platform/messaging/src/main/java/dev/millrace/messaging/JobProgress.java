package dev.millrace.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param status WAITING or RUNNING
 * @param attempt 1 for the first
 * @param stage what it is doing, empty before it started
 * @param fraction of the whole, 0 to 1
 * @param figures what a person may want to see, by name
 * @param owner the instance that runs it
 */
public record JobProgress(
        String jobId,
        String status,
        int attempt,
        String stage,
        double fraction,
        Map<String, String> figures,
        @Nullable String owner) {}
