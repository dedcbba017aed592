package dev.millrace.console.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run, as training tells it. */
public record Run(
        String run,
        String pipeline,
        String status,
        @Nullable String reason,
        @Nullable String requestedBy,
        @Nullable String requestedAt,
        @Nullable String cascadeId,
        long triggers,
        @Nullable String dataset,
        @Nullable Long datasetVersionFrom,
        @Nullable Long datasetVersionTo,
        @Nullable Long rows,
        int attempt,
        @Nullable String stage,
        @Nullable Double fraction,
        @Nullable Map<String, Object> figures,
        @Nullable String endedAt,
        @Nullable String code,
        @Nullable String detail,
        @Nullable String packageDigest,
        @Nullable Map<String, Double> testMetrics,
        @Nullable List<Warning> warnings) {

    /** Something about the data that people should know before they trust the model. */
    public record Warning(
            String code,
            @Nullable String column,
            @Nullable String detail,
            @Nullable String message) {

        /** The sentence, whichever way it is told. */
        public String getSentence() {
            return detail != null ? detail : message != null ? message : "";
        }
    }

    /** Whether it has not ended. */
    public boolean isOpen() {
        return List.of("WAITING", "REQUESTED", "RUNNING").contains(status);
    }

    /** Which versions of its data it reads. */
    public String getData() {
        if (dataset == null) {
            return "";
        }
        if (datasetVersionTo == null) {
            return dataset;
        }
        return datasetVersionFrom == null || datasetVersionFrom.equals(datasetVersionTo)
                ? dataset + " " + datasetVersionTo
                : dataset + " " + datasetVersionFrom + " to " + datasetVersionTo;
    }
}
