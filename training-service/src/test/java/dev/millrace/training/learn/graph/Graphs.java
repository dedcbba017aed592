package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Rows;
import java.util.List;

/** Fixture: a transform that is run. */
final class Graphs {

    private Graphs() {}

    static float[] run(FeaturePlan plan, Transform transform, Rows rows) {
        GraphBuilder builder = new GraphBuilder(plan.signature());
        builder.addNamed("", "Identity", List.of(transform.append(builder)), List.of("matrix"));
        builder.output("matrix", TensorProto.DataType.FLOAT, transform.width());
        try (OnnxGraph graph = OnnxGraph.load(builder.build(), plan.signature(), "matrix")) {
            return graph.run(rows);
        }
    }
}
