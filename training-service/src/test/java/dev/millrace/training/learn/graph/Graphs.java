package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.OnnxGraph;
import dev.millrace.models.Rows;
import dev.millrace.training.learn.rows.Blocks;
import dev.millrace.training.learn.rows.Part;
import java.util.List;
import java.util.function.Function;

/** Fixture: a transform that is run. */
final class Graphs {

    private Graphs() {}

    static float[] run(FeaturePlan plan, Transform transform, Rows rows) {
        return run(plan, transform, graph -> graph.run(rows));
    }

    static Blocks run(FeaturePlan plan, Transform transform, Part part) {
        return run(plan, transform, graph -> part.through(graph::run, plan.signature(), transform.width()));
    }

    private static <T> T run(FeaturePlan plan, Transform transform, Function<OnnxGraph, T> asked) {
        var builder = new GraphBuilder(plan.signature());
        builder.addNamed("", "Identity", List.of(transform.append(builder)), List.of("matrix"));
        builder.output("matrix", TensorProto.DataType.FLOAT, transform.width());
        try (var graph = OnnxGraph.load(builder.build(), plan.signature(), "matrix")) {
            return asked.apply(graph);
        }
    }
}
