package dev.millrace.models;

/** A model of the package's form: reads {@code probabilities}, or {@code label} for a number. */
public final class OnnxPredictor implements Predictor {

    private final OnnxGraph graph;

    private OnnxPredictor(OnnxGraph graph) {
        this.graph = graph;
    }

    /** @throws ModelRefusedException when the graph must not or cannot run, or does not have the package's signature */
    public static OnnxPredictor load(byte[] onnx, ModelPackage manifest) {
        boolean number = manifest.classes().isEmpty();
        OnnxGraph graph = OnnxGraph.load(onnx, manifest.signature(), number ? "label" : "probabilities");
        int expected = number ? 1 : manifest.classes().size();
        if (graph.width() != expected) {
            graph.close();
            throw new ModelRefusedException(
                    "SIGNATURE_MISMATCH", "expected " + expected + " scores a row, the graph has " + graph.width());
        }
        return new OnnxPredictor(graph);
    }

    @Override
    public float[] scores(Rows rows) {
        return graph.run(rows);
    }

    @Override
    public void close() {
        graph.close();
    }
}
