package dev.millrace.models;

import dev.millrace.pipelines.Task;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The manifest of a model: one JSON artifact that names every other artifact by digest. A version hangs on the digest of
 * this document.
 *
 * @param format version of this document's form: 2; of 1 only what is missing in it differs, and it is read as 2
 * @param signature the raw columns that the graph takes, in order; some may be there only to be accepted
 * @param task binary-classification, multiclass-classification or regression
 * @param classes names of the classes in the order of the scores; empty for regression
 * @param positive of two classes the one that precision, recall, F1 and the threshold are about, the second; else empty
 * @param threshold for two classes: score of the second from which it is predicted
 * @param onnx the graph from raw columns to label and probabilities
 * @param goldenRows artifact, {@link GoldenRows}
 * @param baseline artifact, {@link Baseline}
 * @param sliceBaselines artifact: a list of {@link SliceBaseline}; empty where no slice is watched
 * @param sliceMetrics artifact: metrics by name, by {@code column=value}
 * @param testPredictions artifact: Parquet of the whole test split, raw columns plus row, label, prediction and the score
 *     of the second class, of every class, or the number
 * @param metrics by name, of the parts {@code train}, {@code validation} and {@code test}, and of {@code baseline}: what
 *     answering every test row alike reaches
 * @param confusion of the test rows: a list a class, with how many of its rows were taken for each class
 */
public record ModelPackage(
        int format,
        String model,
        String runId,
        String task,
        List<Feature> signature,
        List<String> classes,
        String positive,
        double threshold,
        String onnx,
        String goldenRows,
        String baseline,
        String sliceBaselines,
        String sliceMetrics,
        String testPredictions,
        Map<String, Map<String, Double>> metrics,
        List<List<Long>> confusion,
        Provenance provenance) {

    public ModelPackage {
        signature = List.copyOf(signature);
        classes = List.copyOf(classes);
        metrics = Map.copyOf(metrics);
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /**
     * What its scores mean.
     *
     * @throws ModelRefusedException when the task is unknown or has other classes
     */
    public Outputs outputs() {
        var known = Task.of(task)
                .orElseThrow(() -> new ModelRefusedException("TASK_UNKNOWN", "nobody here answers the task " + task));
        try {
            return new Outputs(known, classes, threshold);
        } catch (IllegalArgumentException unfit) {
            throw new ModelRefusedException("PACKAGE_MALFORMED", String.valueOf(unfit.getMessage()));
        }
    }

    /**
     * One raw column of the signature. In the graph NUMBER, BOOLEAN and TIME are inputs {@code double[n,1]} or {@code float[n,1]} with
     * NaN for missing, a time as {@link EpochSeconds} counts it; TEXT is {@code string[n,1]} with the empty string for missing.
     * Columns that name one input are a matrix {@code [n,columns]}, in the order of the signature.
     *
     * @param name as the data and requests call it
     * @param nullable whether a row may leave it out
     * @param input as the graph calls it
     */
    public record Feature(String name, Kind kind, boolean nullable, String input) {

        /** A column that the graph calls as the data do. */
        public Feature(String name, Kind kind, boolean nullable) {
            this(name, kind, nullable, name);
        }

        /**
         * A column with a name of its own in the graph, because it may be called like one of the graph's tensors, and because ONNX
         * Runtime's Java binding garbles names with characters beyond the Basic Multilingual Plane, such as emoji.
         */
        public static Feature of(String name, Kind kind, boolean nullable) {
            return new Feature(name, kind, nullable, "column/" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        }

        /** How a value is written in a request. */
        public enum Kind {
            NUMBER,
            BOOLEAN,
            TEXT,
            /** A date, or a date and a time of day. */
            TIME
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
