package dev.millrace.training.run;

import dev.millrace.training.learn.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run, as shown and, once it ended, as kept.
 *
 * @param cascadeId of the trigger that came first
 * @param causes events that it answers
 * @param attempt 0 before a worker took it
 * @param stage what it is doing, empty before it started and after it ended
 * @param fraction of the whole, 0 to 1
 * @param figures what a person may want to see while it runs
 * @param code why it failed; null where it did not
 * @param packageDigest the model; null where it made none
 * @param warnings about the data that the model was learned from
 */
public record RunReport(
        String run,
        String pipeline,
        Status status,
        Reason reason,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        String cascadeId,
        List<String> causes,
        String dataset,
        List<Long> datasetVersions,
        long rows,
        int attempt,
        String stage,
        double fraction,
        Map<String, String> figures,
        @Nullable String code,
        @Nullable String detail,
        @Nullable String packageDigest,
        Map<String, Double> testMetrics,
        List<Warning> warnings) {

    public RunReport {
        causes = List.copyOf(causes);
        datasetVersions = List.copyOf(datasetVersions);
        figures = Map.copyOf(figures);
        testMetrics = Map.copyOf(testMetrics);
        warnings = List.copyOf(warnings);
    }

    /** Where a run stands. */
    public enum Status {
        /** Another run is active. */
        WAITING,
        /** No worker took it yet. */
        REQUESTED,
        RUNNING,
        TRAINED,
        FAILED,
        CANCELLED
    }

    static RunReport of(Pipeline pipeline, Run run, Status status) {
        return new RunReport(
                pipeline.runId(run).toString(),
                pipeline.name(),
                status,
                run.reason(),
                run.requestedBy(),
                run.requestedAt(),
                null,
                run.lineage().cascadeId(),
                run.causes(),
                run.dataset(),
                run.versions(),
                run.rows(),
                0,
                "",
                0,
                Map.of(),
                null,
                null,
                null,
                Map.of(),
                List.of());
    }

    RunReport working(int attempts, String at, double done, Map<String, String> shown) {
        return new RunReport(
                run,
                pipeline,
                status,
                reason,
                requestedBy,
                requestedAt,
                endedAt,
                cascadeId,
                causes,
                dataset,
                datasetVersions,
                rows,
                attempts,
                at,
                done,
                shown,
                code,
                detail,
                packageDigest,
                testMetrics,
                warnings);
    }

    RunReport ended(Status how, Instant at, @Nullable String because, @Nullable String told) {
        return new RunReport(
                run,
                pipeline,
                how,
                reason,
                requestedBy,
                requestedAt,
                at,
                cascadeId,
                causes,
                dataset,
                datasetVersions,
                rows,
                attempt,
                "",
                how == Status.TRAINED ? 1 : fraction,
                Map.of(),
                because,
                told,
                packageDigest,
                testMetrics,
                warnings);
    }

    RunReport made(@Nullable String model, Map<String, Double> metrics, List<Warning> warned) {
        return new RunReport(
                run,
                pipeline,
                status,
                reason,
                requestedBy,
                requestedAt,
                endedAt,
                cascadeId,
                causes,
                dataset,
                datasetVersions,
                rows,
                attempt,
                stage,
                fraction,
                figures,
                code,
                detail,
                model,
                metrics,
                warned);
    }
}
