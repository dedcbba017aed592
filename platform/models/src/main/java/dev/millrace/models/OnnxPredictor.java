package dev.millrace.models;

/**
 * A model of the package's form: reads {@code probabilities}, or {@code label} for a number. A stock export of scikit-learn calls its number
 * {@code variable}, and {@code output_probability} what it has as maps, which is refused with what to do.
 */
public final class OnnxPredictor implements Predictor {

    private final OnnxGraph graph;

    private OnnxPredictor(OnnxGraph graph) {
        this.graph = graph;
    }

    /** @throws ModelRefusedException when the graph must not or cannot run, or does not have the package's signature */
    public static OnnxPredictor load(byte[] onnx, ModelPackage manifest) {
        var outputs = manifest.outputs();
        var graph = outputs.task().isClassification()
                ? OnnxGraph.load(onnx, manifest.signature(), "probabilities", "output_probability")
                : OnnxGraph.load(onnx, manifest.signature(), "label", "variable");
        int expected = outputs.width();
        if (graph.width() != expected) {
            graph.close();
            throw new ModelRefusedException("SIGNATURE_MISMATCH", unfit(outputs, graph.width()));
        }
        return new OnnxPredictor(graph);
    }

    private static String unfit(Outputs outputs, int width) {
        return outputs.task().isClassification()
                ? "the package names %d classes, the graph has %d scores a row: name every class, in the order of the scores"
                        .formatted(outputs.width(), width)
                : "a number is one score a row, the graph has %d".formatted(width);
    }

    @Override
    public float[] scores(Rows rows) {
        return graph.run(rows);
    }

    @Override
    public void stop() {
        graph.stop();
    }

    @Override
    public void close() {
        graph.close();
    }
}
