package dev.millrace.console.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pages read of monitoring's answers. */
final class MonitoringAnswers {

    private MonitoringAnswers() {}

    record ModelLevels(List<ModelLevel> models) {}

    record ModelLevel(
            String model,
            String level,
            @Nullable String since,
            @Nullable Standing performance) {}

    /** How right a model was lately, against its test rows. */
    record Standing(
            String metric,
            @Nullable Double value,
            @Nullable Double expected,
            @Nullable Double bound,
            boolean worse) {}

    /**
     * @param sinceDeployment whether the episode began with the first window of the version
     * @param unwatched columns that are called critical, and that this version does not watch
     */
    record Drift(
            int version,
            long generation,
            String level,
            String detail,
            @Nullable Episode episode,
            boolean sinceDeployment,
            Rule rule,
            @Nullable List<String> unwatched,
            long baselineRows,
            Collecting collecting,
            long otherRows,
            long unreadableRows,
            FalseAlarms falseAlarms,
            @Nullable List<Slice> slices,
            List<Window> windows) {}

    /**
     * Rows with one value in one column, which are judged beside all rows.
     *
     * @param slice {@code column=value}
     * @param since null where it does not drift
     * @param last null before it was judged first
     */
    record Slice(
            String slice,
            String level,
            @Nullable String since,
            long rows,
            long of,
            @Nullable JudgedSlice last) {

        /** The columns that drifted when it was judged last. */
        public String getMoved() {
            return last == null ? "" : last.verdict().drifted();
        }
    }

    record JudgedSlice(Verdict verdict) {}

    /** How a window differs from the one before it. */
    record Change(String level, List<DriftedColumn> columns) {

        public String getMoved() {
            return columns.stream().map(DriftedColumn::column).distinct().collect(Collectors.joining(", "));
        }
    }

    /** @param over null while it lasts */
    record Episode(
            String since, @Nullable String toldAt, @Nullable String over) {}

    record Rule(long windowRows, double effect, double driftShare, List<String> critical, int windowsInARow) {}

    record Collecting(
            long rows,
            long of,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * How often chance alone makes the rule alarm.
     *
     * @param windowShare of single windows, {@code from} to {@code to} in 95 of 100 cases
     * @param episodeShare of windows that begin an episode
     * @param draws windows that were drawn to find out; 0 where there is no baseline
     */
    record FalseAlarms(
            double windowShare,
            double from,
            double to,
            double episodeShare,
            int draws,
            @Nullable Double perWeek) {}

    /**
     * @param lateRows rows that were answered before the window before ended, and came after
     * @param driftsAsOne whether it drifts only together with the windows before it
     */
    record Window(
            long number,
            int version,
            long generation,
            String from,
            String to,
            long rows,
            @Nullable Long lateRows,
            String level,
            int windowsInARow,
            boolean announced,
            @Nullable Boolean driftsAsOne,
            Verdict verdict,
            @Nullable Change previous,
            @Nullable Pooled pooled) {}

    /** Some windows in a row, judged as one. */
    record Pooled(int windows, Verdict verdict) {

        /** The columns that moved in them. */
        public String getMoved() {
            return verdict.drifted();
        }
    }

    record Verdict(double driftedShare, List<Column> columns, int omitted) {

        String drifted() {
            return columns.stream()
                    .filter(column -> column.level().equals("DRIFT"))
                    .map(column -> column.column() + String.format(Locale.ROOT, " (%.2f)", column.effect()))
                    .collect(Collectors.joining(", "));
        }
    }

    /** @param ofMissingValues whether it is about values that are missing, and not about those that are there */
    record Column(
            String column,
            @Nullable Double adjustedP,
            String effectName,
            double effect,
            double threshold,
            @Nullable Double importance,
            boolean critical,
            String level,
            List<Long> counts,
            boolean ofMissingValues) {}

    record Baseline(long rows, List<BaselineColumn> columns) {}

    record BaselineColumn(String column, String kind, List<String> bins, List<Long> counts) {}

    record Performance(
            int version,
            long generation,
            @JsonUnwrapped Measured measured,
            @JsonUnwrapped Arrivals arrivals,
            List<Scored> windows,
            List<ReplacedVersion> replaced,
            @Nullable Estimated estimated) {}

    /**
     * What labels say of the version in service.
     *
     * @param windowMissing labels of the rarer class that the window waits for
     */
    record Measured(
            String metric,
            Map<String, Double> test,
            long labels,
            Map<String, Double> metrics,
            Map<String, Interval> intervals,
            long windowLabels,
            long windowSize,
            long windowMissing,
            boolean worse) {}

    /** A range that holds the true value in 95 of 100 cases. */
    record Interval(double low, double high) {}

    /** How labels came. */
    record Arrivals(
            long waiting,
            long unmatched,
            long otherVersions,
            long noClass,
            long repeated,
            long corrected,
            long early,
            @Nullable String medianDelay,
            @Nullable String longDelay,
            @Nullable Double coverage) {}

    /** A version that served before, with all labels of its predictions. */
    record ReplacedVersion(int version, long generation, long labels, Map<String, Double> metrics) {}

    /** How right the answers probably are, whether or not labels come. */
    record Estimated(String status, String detail, List<EstimatedWindow> windows) {}

    record EstimatedWindow(String to, EstimatedPerformance estimated) {}

    record EstimatedPerformance(
            long rows,
            Map<String, Estimate> metrics,
            String metric,
            @Nullable Double expected,
            @Nullable Double bound,
            boolean worse) {}

    /** Newest first, of all versions. */
    record EpisodeList(List<PastEpisode> episodes, @Nullable String next) {}

    /**
     * A time in which something was wrong with a version, whether it lasts or not.
     *
     * @param state LASTS, OVER, or REPLACED where another version came into service first
     * @param over null where no window closed it
     * @param columns that had drifted, those that moved most first
     */
    record PastEpisode(
            String kind,
            String state,
            int version,
            String cascadeId,
            String since,
            @Nullable String over,
            List<DriftedColumn> columns) {

        /** For people. */
        public String getName() {
            return kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** The page that shows such. */
        public String getPage() {
            return kind.equals("DRIFT") ? "drift" : "performance";
        }

        public String getMoved() {
            return columns.stream().map(DriftedColumn::column).collect(Collectors.joining(", "));
        }
    }

    record DriftedColumn(String column) {}

    /** What became of answered and labelled rows; the dataset is empty where the pipeline gathers none. */
    record Gathering(
            String dataset,
            long waiting,
            long batched,
            long dropped,
            LeftOut leftOut,
            long batches,
            List<Batch> newest) {}

    /** Labelled rows that were not kept, and why. */
    record LeftOut(long withoutInputs, long sampledAway, long labelUnknown) {}

    record Batch(long number, String dataset, long rows, String cascadeId, String madeAt) {}

    record Estimate(double value, double low, double high) {}

    record Scored(
            long number,
            long labels,
            String from,
            String to,
            Map<String, Double> metrics,
            String metric,
            @Nullable Double expected,
            @Nullable Double bound,
            boolean worse) {}
}
