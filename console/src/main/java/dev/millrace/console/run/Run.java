package dev.millrace.console.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        @Nullable Summary summary,
        @Nullable List<Warning> warnings) {

    /**
     * What a person wants to know about the model.
     *
     * @param facts about the rows that it was learned from
     * @param better whether it is better than the version in service, and not by chance; null where nobody can say
     */
    public record Summary(
            @Nullable Map<String, Double> baselineMetrics,
            @Nullable Map<String, String> facts,
            @Nullable List<Feature> features,
            @Nullable Boolean better,
            @Nullable Selection selection) {

        /** The facts in words, without those that say that there was nothing. */
        public Map<String, String> getSaid() {
            var said = new LinkedHashMap<String, String>();
            say(said, "Task", fact("task"), fact("taskReason"));
            say(said, "Positive class", fact("positive"), fact("positiveReason"));
            say(said, "To learn", fact("train"), "");
            say(said, "To choose", fact("validation"), "");
            say(said, "To test", fact("test"), "");
            say(said, "Sample", fact("sample"), "");
            say(said, "Left out", fact("unlabelled"), "rows without a label");
            say(said, "Too rare", fact("rare"), "rows of classes that are too rare to learn");
            return said;
        }

        private String fact(String name) {
            return facts == null ? "" : facts.getOrDefault(name, "");
        }

        private static void say(Map<String, String> said, String name, String fact, String more) {
            if (!fact.isEmpty() && !fact.equals("0")) {
                said.put(name, more.isEmpty() ? fact : fact + (more.startsWith("rows") ? " " : ": ") + more);
            }
        }
    }

    /** What a column was learned from as. */
    public record Feature(String column, String use, String reason) {}

    /**
     * How the winner was chosen among the candidates.
     *
     * @param by which rows judged them
     * @param baseline what answering all of these rows alike is worth
     */
    public record Selection(
            String metric,
            String by,
            List<Candidate> candidates,
            @Nullable Double baseline) {}

    /** A candidate with its value of the metric. */
    public record Candidate(String trainer, @Nullable Map<String, Double> parameters, double value, boolean won) {

        /** Its parameters as the specification gives them. */
        public String getSettings() {
            return parameters == null || parameters.isEmpty()
                    ? "as Millrace sets it"
                    : new TreeMap<>(parameters)
                            .entrySet().stream()
                                    .map(one -> one.getKey() + " "
                                            + one.getValue().toString().replaceFirst("\\.0$", ""))
                                    .collect(Collectors.joining(", "));
        }
    }

    /** Something about the data that people should know before they trust the model. */
    public record Warning(
            String code, @Nullable String column, @Nullable String detail) {}

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
