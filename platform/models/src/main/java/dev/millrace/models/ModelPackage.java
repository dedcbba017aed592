package dev.millrace.models;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The manifest of a model: one JSON artifact that names every other artifact by digest. A version hangs on the digest of
 * this document.
 *
 * @param format version of this document's form, 1
 * @param signature the raw columns that the graph takes, in order; some may be there only to be accepted
 * @param classes names of the classes in the order of the scores; empty for regression
 * @param threshold for two classes: score of the second from which it is predicted
 * @param onnx the graph from raw columns to label and probabilities
 * @param goldenRows artifact, {@link GoldenRows}
 * @param baseline artifact, {@link Baseline}
 * @param sliceMetrics artifact: metrics by name, by {@code column=value}
 * @param testPredictions artifact: Parquet of the whole test split, raw columns plus row, label, prediction and score
 */
public record ModelPackage(
        int format,
        String model,
        String runId,
        String task,
        List<Feature> signature,
        List<String> classes,
        double threshold,
        String onnx,
        String goldenRows,
        String baseline,
        String sliceMetrics,
        String testPredictions,
        Map<String, Map<String, Double>> metrics,
        Provenance provenance) {

    public ModelPackage {
        signature = List.copyOf(signature);
        classes = List.copyOf(classes);
        metrics = Map.copyOf(metrics);
    }

    /**
     * One raw column of the signature. In the graph NUMBER and BOOLEAN are inputs {@code double[n,1]} with NaN for
     * missing, TEXT is {@code string[n,1]} with the empty string for missing.
     *
     * @param nullable whether a row may leave it out
     */
    public record Feature(String name, Kind kind, boolean nullable) {
        /** How a value is written in a request. */
        public enum Kind {
            NUMBER,
            BOOLEAN,
            TEXT
        }
    }

    /** Where a model comes from; figures and names only, so that two runs can be compared. */
    public record Provenance(
            String dataset,
            List<Long> datasetVersions,
            List<String> parts,
            String specDigest,
            int pipelineVersion,
            String trainer,
            Map<String, String> parameters,
            long seed,
            long trainRows,
            long validationRows,
            long testRows,
            String testRowsDigest,
            Instant trainedAt,
            String software,
            String platform) {
        public Provenance {
            datasetVersions = List.copyOf(datasetVersions);
            parts = List.copyOf(parts);
            parameters = Map.copyOf(parameters);
        }
    }
}
