package dev.millrace.console.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the pages read of the registry's answers; fields that nothing shows are left out. */
final class RegistryAnswers {

    private RegistryAnswers() {}

    record ModelList(List<Summary> models) {}

    record Summary(
            String model,
            String pipeline,
            int versions,
            @Nullable Integer champion,
            long generation,
            @Nullable String since,
            List<Integer> waiting,
            int waitingCount,
            @Nullable Withdrawal withdrawal) {}

    /** Why no instance of serving answers with a model. */
    record Withdrawal(String by, String reason, String at) {}

    record ModelDetail(Summary model, List<Version> newest, List<Generation> generations, boolean moreGenerations) {

        /** Versions that have served before or may, the one that was replaced last first. */
        public List<Integer> earlier() {
            var served = generations.stream().map(Generation::version);
            var approved = newest.stream()
                    .filter(version -> version.status().equals("APPROVED"))
                    .map(Version::version);
            return Stream.concat(served, approved)
                    .filter(version -> !version.equals(model.champion()))
                    .distinct()
                    .toList();
        }
    }

    record Version(
            int version,
            String status,
            boolean champion,
            String runId,
            String task,
            String trainer,
            Map<String, Double> metrics,
            String trainedAt,
            int pipelineVersion,
            String requestedBy,
            Judgement judgement,
            @Nullable Decision decision,
            String cascadeId,
            @Nullable Review review) {

        public boolean waits() {
            return status.equals("PENDING_MANUAL_APPROVAL");
        }
    }

    record Judgement(
            String verdict,
            boolean rubberStamp,
            @Nullable Integer championVersion,
            List<Gate> gates,
            @Nullable String packageProblem,
            String summary) {}

    record Gate(
            String metric,
            @Nullable String slice,
            String kind,
            double bound,
            @Nullable Double value,
            @Nullable Double championValue,
            String result,
            String note) {}

    record Decision(String by, String at, String reason) {}

    /** Who is behind a version, and whether the reader may decide about it. */
    record Review(List<String> actors, List<String> reviewers, boolean fourEyes, MayDecide mayDecide) {}

    record MayDecide(
            boolean allowed,
            @Nullable String code,
            @Nullable String detail) {}

    record Generation(
            long number,
            int version,
            String runId,
            String approver,
            String reason,
            String at,
            boolean rollback,
            @Nullable Long previous,
            List<Deployment> deployments) {

        public long serving() {
            return deployments.stream().filter(Deployment::serving).count();
        }
    }

    record Deployment(
            String instance, boolean serving, @Nullable String reason, long loadMillis, long warmupMillis, String at) {}

    record Lineage(
            Version version,
            Data data,
            Specification specification,
            Training training,
            Contents modelPackage,
            List<Served> served,
            boolean moreServed,
            Origin origin) {}

    record Data(
            String dataset,
            List<Long> versions,
            long versionsFrom,
            long versionsTo,
            long versionCount,
            @Nullable Feedback feedback,
            @Nullable Long trainRows,
            @Nullable Long validationRows,
            @Nullable Long testRows,
            String testRowsDigest) {}

    /** Answered and labelled rows that were read besides. */
    record Feedback(String dataset, long versionsFrom, long versionsTo, long versionCount) {}

    record Specification(String pipeline, int version, String digest) {}

    /** @param comparedTestMetrics on the rows that the champion was scored on; null or empty where these are all test rows */
    record Training(
            String runId,
            String requestedBy,
            List<String> actors,
            String trainer,
            Map<String, String> parameters,
            long seed,
            long durationMillis,
            Map<String, Double> trainMetrics,
            Map<String, Double> validationMetrics,
            Map<String, Double> testMetrics,
            @Nullable Integer championVersion,
            Map<String, Double> championTestMetrics,
            @Nullable String championProblem,
            @Nullable Map<String, Double> comparedTestMetrics,
            @Nullable String software,
            @Nullable String platform) {

        /** Whether the champion was made of some of the test rows, and these were left out of the comparison. */
        boolean leftRowsOut() {
            return comparedTestMetrics != null && !comparedTestMetrics.isEmpty();
        }
    }

    record Contents(String digest, List<Feature> signature, List<String> classes) {}

    record Feature(String name, String kind) {}

    record Served(
            long generation,
            String at,
            String approver,
            String reason,
            boolean rollback,
            List<Deployment> deployments) {

        public long serving() {
            return deployments.stream().filter(Deployment::serving).count();
        }
    }

    record Origin(String cascadeId, @Nullable String eventId) {}

    /** @param spec as it was declared, with defaults */
    record PipelineVersion(int version, @Nullable JsonNode spec) {}

    record Evaluation(
            String task,
            long rows,
            @Nullable String positive,
            @Nullable Double threshold,
            List<Slice> slices,
            List<Importance> importances,
            @Nullable Confusion confusion,
            List<RocPoint> roc,
            List<RecallPoint> precisionRecall,
            List<Bin> calibration) {}

    record Slice(String slice, Map<String, Double> metrics) {}

    record Importance(String column, double importance) {}

    record Confusion(List<String> classes, List<List<Long>> counts) {}

    record RocPoint(@Nullable Double threshold, double falsePositiveRate, double truePositiveRate) {}

    record RecallPoint(@Nullable Double threshold, double recall, double precision) {}

    record Bin(double from, double to, long rows, double predicted, double observed) {}

    /** What a decision came to. */
    record Decided(String model, int version, long generation) {}
}
