package dev.millrace.registry.judging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What training told about one candidate; kept as it came. */
public record TrainingFacts(
        Run run,
        Contents contents,
        Metrics metrics,
        ChampionScore champion,
        Data data,
        Recipe recipe,
        Instant trainedAt,
        CausingEvent cause) {

    /**
     * The run and what it was for.
     *
     * @param requestedBy who or what started the run
     * @param actors who brought the data and who asked for the run
     */
    public record Run(
            String project, String model, String pipeline, String runId, String requestedBy, List<String> actors) {
        public Run {
            actors = List.copyOf(actors);
        }
    }

    /** What the run made. */
    public record Contents(String packageDigest, String task, String sliceMetricsDigest, String testRowsDigest) {}

    /** The candidate's figures, by name. */
    public record Metrics(Map<String, Double> train, Map<String, Double> validation, Map<String, Double> test) {
        public Metrics {
            train = Map.copyOf(train);
            validation = Map.copyOf(validation);
            test = Map.copyOf(test);
        }
    }

    /**
     * The version in service when training ended, on the same test rows.
     *
     * @param version null where there was none
     * @param problem why that version could not be scored; null where it was
     * @param beaten whether the candidate is better, and not by chance; null where nobody can say
     * @param compared the candidate's figures on the rows that the champion was scored on; null where these are all test rows
     */
    public record ChampionScore(
            @Nullable Integer version,
            Map<String, Double> metrics,
            @Nullable String problem,
            @Nullable Boolean beaten,
            @Nullable Map<String, Double> compared) {
        public ChampionScore {
            metrics = Map.copyOf(metrics);
            compared = compared == null ? null : Map.copyOf(compared);
        }
    }

    /**
     * The data that was learned from.
     *
     * @param versions all of them where they are few, else empty
     * @param from the lowest version read; 0 where the sender does not say
     * @param to the highest version read; 0 where the sender does not say
     * @param count how many versions were read; 0 where the sender does not say
     * @param manifest artifact that lists what was read; null where the sender wrote none
     * @param feedback answered and labelled rows that were read besides; null where there were none
     */
    public record Data(
            String dataset,
            List<Long> versions,
            long from,
            long to,
            long count,
            @Nullable String manifest,
            @Nullable Feedback feedback) {
        public Data {
            versions = List.copyOf(versions);
        }
    }

    /**
     * Versions of the dataset of answered and labelled rows.
     *
     * @param versionsFrom the lowest version read
     * @param versionsTo the highest version read
     * @param versionCount how many versions were read
     */
    public record Feedback(String dataset, long versionsFrom, long versionsTo, long versionCount) {}

    /** How it was learned. */
    public record Recipe(
            int pipelineVersion,
            String specDigest,
            String trainer,
            Map<String, String> parameters,
            long seed,
            long durationMillis) {
        public Recipe {
            parameters = Map.copyOf(parameters);
        }
    }

    /** The model that the candidate is a version of: {@code project/model}. */
    public String modelId() {
        return run.project() + "/" + run.model();
    }
}
