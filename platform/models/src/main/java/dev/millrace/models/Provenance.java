package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where a model comes from; figures and names only, so that two runs can be compared. In JSON and in stores its groups are not
 * objects of their own.
 */
public record Provenance(
        @JsonUnwrapped Data data,
        @JsonUnwrapped Recipe recipe,
        @JsonUnwrapped Split split,
        Instant trainedAt,
        String software,
        String platform) {

    /** What was read; no versions and no parts where they are many. */
    public record Data(String dataset, List<Long> datasetVersions, List<String> parts) {
        public Data {
            datasetVersions = List.copyOf(datasetVersions);
            parts = List.copyOf(parts);
        }
    }

    /** How it was learned. */
    public record Recipe(
            String specDigest, int pipelineVersion, String trainer, Map<String, String> parameters, long seed) {
        public Recipe {
            parameters = Map.copyOf(parameters);
        }
    }

    /** How many rows each part of the data had, and which were for testing. */
    public record Split(long trainRows, long validationRows, long testRows, String testRowsDigest) {

        public long rows() {
            return trainRows + validationRows + testRows;
        }
    }
}
