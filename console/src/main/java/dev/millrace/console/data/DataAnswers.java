package dev.millrace.console.data;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages read of ingestion's, validation's and the registry's answers about data. */
final class DataAnswers {

    private DataAnswers() {}

    record Dataset(String dataset, long versions, List<NamedType> columns, String changedAt) {}

    record NamedType(String name, String type) {}

    record Version(
            long version,
            String digest,
            String mode,
            long rows,
            long bytes,
            Source source,
            String arrivedBy,
            String arrivedAt,
            String cascadeId) {

        public boolean snapshot() {
            return mode.equals("snapshot");
        }
    }

    record Source(String kind, @Nullable String name, String format) {}

    record Verdicts(List<Verdict> versions) {}

    /** Newest verdicts of many datasets. */
    record JudgedList(List<Judged> datasets) {}

    /**
     * A dataset's newest verdict.
     *
     * @param usable null where no version was judged yet
     * @param usableRows of the newest version that may be used
     */
    record Judged(
            String dataset,
            @Nullable Long version,
            @Nullable Boolean usable,
            long usableRows) {}

    /** @param first the worst finding; null where there is none */
    record Verdict(
            long version,
            boolean usable,
            int schemaVersion,
            int blocking,
            int warnings,
            @Nullable Finding first,
            @Nullable String judgedAt) {}

    record Report(boolean usable, int schemaVersion, int blocking, int warnings, List<Finding> findings) {}

    /** @param severity BLOCK or WARN */
    record Finding(
            String code, @Nullable String column, String observed, String bound, String severity, String advice) {

        public boolean blocks() {
            return severity.equals("BLOCK");
        }
    }

    /** What monitoring made of rows that name a prediction. */
    record Labels(String status, long sent, long withoutLabel, long unknownPrediction, long unknownClass) {}

    record Statistics(long rows, List<Column> columns) {

        Optional<Column> column(String name) {
            return columns.stream().filter(column -> column.name().equals(name)).findFirst();
        }
    }

    record Column(
            String name,
            String type,
            long count,
            long missing,
            long distinct,
            boolean distinctExact,
            @Nullable Numbers numbers,
            @Nullable Times times,
            List<Top> top) {

        @Nullable
        Binned histogram() {
            return numbers == null ? null : numbers.histogram();
        }
    }

    /** @param histogram null for versions that were held to no schema with a range */
    record Numbers(
            double min,
            double max,
            @Nullable Double mean,
            @Nullable Double deviation,
            List<Quantile> quantiles,
            @Nullable Binned histogram) {}

    record Times(String min, String max) {}

    record Quantile(double p, double value) {}

    record Top(String value, long count) {}

    /** @param counts one more than there are edges: below the first, between them, and from the last on */
    record Binned(List<Double> edges, List<Long> counts) {}

    record Schema(
            int schemaVersion, long inferredFromVersion, boolean corrected, String by, String at, String reason) {}

    /** Those that read the dataset. */
    record Pipelines(List<Pipeline> pipelines) {}

    record Pipeline(String pipeline) {}
}
