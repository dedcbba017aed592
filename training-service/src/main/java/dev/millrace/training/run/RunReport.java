package dev.millrace.training.run;

import dev.millrace.training.data.DataRange;
import dev.millrace.training.learn.FeatureChoice;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.Selection;
import dev.millrace.training.learn.Warning;
import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.pipeline.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run, for people. */
public record RunReport(
        String run, String pipeline, Status status, Request request, Data data, Progress progress, Result result) {

    /** Where a run stands. */
    public enum Status {
        /** For its turn. */
        WAITING,
        /** No worker took it yet. */
        REQUESTED,
        RUNNING,
        TRAINED,
        FAILED,
        CANCELLED,
        /** It waited, and when it had its turn the policy held it back. */
        SUPPRESSED
    }

    /**
     * Why there is the run.
     *
     * @param cascadeId of the trigger that came first
     * @param triggers how many it answers
     * @param causes ids of the events behind the first of these
     */
    public record Request(
            Reason reason,
            String requestedBy,
            Instant requestedAt,
            String cascadeId,
            int triggers,
            List<String> causes) {
        public Request {
            causes = List.copyOf(causes);
        }
    }

    /**
     * What it reads.
     *
     * @param datasetVersionFrom the first version
     * @param datasetVersionTo the last version
     */
    public record Data(
            String dataset, long datasetVersionFrom, long datasetVersionTo, long datasetVersionCount, long rows) {
        public static Data of(String dataset, DataRange range) {
            return new Data(dataset, range.first(), range.last(), range.count(), range.rows());
        }
    }

    /**
     * How far it is.
     *
     * @param attempt 0 before a worker took it
     * @param stage what it is doing; empty before it started and after it ended
     * @param fraction of the whole, 0 to 1
     * @param figures what a person may want to see while it runs
     */
    public record Progress(int attempt, String stage, double fraction, Map<String, String> figures) {

        static final Progress NONE = new Progress(0, "", 0, Map.of());

        public Progress {
            figures = Map.copyOf(figures);
        }

        static Progress ended(int attempt, boolean complete) {
            return new Progress(attempt, "", complete ? 1 : 0, Map.of());
        }
    }

    /**
     * What came of it.
     *
     * @param endedAt null while it is not over
     * @param code why it failed; null where it did not
     * @param detail the trainer that won, what went wrong, or who cancelled it
     * @param packageDigest the model; null where it made none
     * @param dataManifest artifact that lists what it read; null where it made no model
     * @param summary null where it made no model
     * @param warnings about the data that the model was learned from
     */
    public record Result(
            @Nullable Instant endedAt,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String packageDigest,
            @Nullable String dataManifest,
            Map<String, Double> testMetrics,
            @Nullable Summary summary,
            List<Warning> warnings) {

        static final Result NONE = new Result(null, null, null, null, null, Map.of(), null, List.of());

        public Result {
            testMetrics = Map.copyOf(testMetrics);
            warnings = List.copyOf(warnings);
        }

        public static Result withoutModel(Instant endedAt, @Nullable String code, String detail) {
            return new Result(endedAt, code, detail, null, null, Map.of(), null, List.of());
        }
    }

    /**
     * What a person wants to know about a model.
     *
     * @param baselineMetrics of the test rows, for whoever answers all of them alike
     * @param facts about the rows that it was learned from
     * @param features what the first columns are learned from as; none in records of runs that are older than this list
     * @param better whether it is better than the version in service, and not by chance; null where nobody can say
     * @param selection how it was chosen among the candidates; null in records of runs that are older than this field
     */
    public record Summary(
            KnownTarget target,
            Map<String, Double> baselineMetrics,
            Map<String, String> facts,
            List<FeatureChoice> features,
            @Nullable Boolean better,
            @Nullable Selection selection) {

        /** More columns are named in the model's package alone. */
        static final int FEATURES = 200;

        public Summary {
            baselineMetrics = Map.copyOf(baselineMetrics);
            facts = Map.copyOf(facts);
            features = List.copyOf(Objects.requireNonNullElse(features, List.of()));
        }
    }

    /** A run that is not over. */
    static RunReport open(RunId id, Status status, RunRequest request, Data data) {
        return new RunReport(id.toString(), id.pipeline(), status, request(request), data, Progress.NONE, Result.NONE);
    }

    /** A run that was asked for and never started. */
    public static RunReport unstarted(RunId id, Status status, RunRequest request, Data data, Result result) {
        return new RunReport(id.toString(), id.pipeline(), status, request(request), data, Progress.NONE, result);
    }

    static Request request(RunRequest run) {
        return new Request(
                run.reason(),
                run.requestedBy(),
                run.requestedAt(),
                run.lineage().cascadeId(),
                run.triggers().count(),
                run.triggers().causes());
    }

    RunReport at(Progress newer) {
        return new RunReport(run, pipeline, Status.RUNNING, request, data, newer, result);
    }
}
