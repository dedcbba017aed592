package dev.millrace.models;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.artifacts.Digest;
import dev.millrace.pipelines.Task;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The manifest of a model: one JSON artifact that names every other artifact by digest. A version hangs on the digest of
 * this document. In it the target and the parts are not objects of their own.
 *
 * @param format version of this document's form: 2; of 1 only what is missing in it differs, and it is read as 2
 * @param signature the raw columns that the graph takes, in order; some may be there only to be accepted
 * @param metrics by name, of the parts {@code train}, {@code validation} and {@code test}, and of {@code baseline}: what
 *     answering every test row alike reaches
 * @param confusion of the test rows: a list a class, with how many of its rows were taken for each class
 */
public record ModelPackage(
        int format,
        String model,
        String runId,
        @JsonUnwrapped Target target,
        List<Feature> signature,
        @JsonUnwrapped Parts parts,
        Map<String, Map<String, Double>> metrics,
        List<List<Long>> confusion,
        Provenance provenance) {

    public ModelPackage {
        signature = List.copyOf(signature);
        metrics = Map.copyOf(metrics);
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /**
     * What its scores mean.
     *
     * @throws ModelRefusedException when the task is unknown or has other classes
     */
    public Outputs outputs() {
        return target.outputs();
    }

    /**
     * What is predicted.
     *
     * @param task binary-classification, multiclass-classification or regression
     * @param classes names of the classes in the order of the scores; empty for regression
     * @param positive of two classes the one that precision, recall, F1 and the threshold are about, the second; else empty
     * @param threshold for two classes: score of the second from which it is predicted
     */
    public record Target(String task, List<String> classes, String positive, double threshold) {
        public Target {
            classes = List.copyOf(classes);
        }

        public static Target of(Outputs outputs) {
            var positive = outputs.task() == Task.BINARY ? outputs.classes().getLast() : "";
            return new Target(outputs.task().key(), outputs.classes(), positive, outputs.threshold());
        }

        private Outputs outputs() {
            var known = Task.of(task)
                    .orElseThrow(
                            () -> new ModelRefusedException("TASK_UNKNOWN", "nobody here answers the task " + task));
            try {
                return new Outputs(known, classes, threshold);
            } catch (IllegalArgumentException unfit) {
                throw new ModelRefusedException("PACKAGE_MALFORMED", String.valueOf(unfit.getMessage()));
            }
        }
    }

    /**
     * Digests of the other artifacts.
     *
     * @param onnx the graph from raw columns to label and probabilities
     * @param goldenRows {@link GoldenRows}
     * @param baseline {@link Baseline}
     * @param sliceBaselines a list of {@link SliceBaseline}; empty where no slice is watched
     * @param sliceMetrics metrics by name, by {@code column=value}
     * @param testPredictions Parquet of the whole test split, raw columns plus row, label, prediction and the score of the
     *     second class, of every class, or the number
     * @param learnedRows {@link LearnedRows}; empty where it is not known what the model was made of
     */
    public record Parts(
            String onnx,
            String goldenRows,
            String baseline,
            String sliceBaselines,
            String sliceMetrics,
            String testPredictions,
            String learnedRows) {

        /** Where it is not known what the model was made of. */
        public Parts(
                String onnx,
                String goldenRows,
                String baseline,
                String sliceBaselines,
                String sliceMetrics,
                String testPredictions) {
            this(onnx, goldenRows, baseline, sliceBaselines, sliceMetrics, testPredictions, "");
        }

        Stream<String> digests() {
            return Stream.of(onnx, goldenRows, baseline, sliceBaselines, sliceMetrics, testPredictions, learnedRows)
                    .filter(Digest::isOne);
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
}
