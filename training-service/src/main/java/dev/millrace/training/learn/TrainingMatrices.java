package dev.millrace.training.learn;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.OnnxGraph;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Spread;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.rows.LearningRows;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.train.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What trainers see of the rows. Where a feature depends on the labels, each training row is transformed as if neither it
 * nor its fold had been seen, because a model would otherwise trust that feature more than new rows deserve.
 */
final class TrainingMatrices {

    private static final int FOLDS = 5;

    private final LearningRows rows;
    private final FeaturePlan plan;
    private @Nullable List<Spread> spreads;

    TrainingMatrices(LearningRows rows, FeaturePlan plan) {
        this.rows = rows;
        this.plan = plan;
    }

    Transform transform(Transform.Form form) {
        return switch (form) {
            case TREES -> Transform.forTrees(plan);
            case LINEAR -> Transform.forLinearModels(plan, spreads());
        };
    }

    Matrix train(Transform transform) {
        return new Matrix(
                plan.knowsLabels() ? outOfFold(transform) : run(transform, rows.train()),
                transform.width(),
                rows.train().labels());
    }

    Matrix validation(Transform transform) {
        return new Matrix(
                run(transform, rows.validation()),
                transform.width(),
                rows.validation().labels());
    }

    private List<Spread> spreads() {
        if (spreads == null) {
            Transform trees = Transform.forTrees(plan);
            spreads = Spread.of(train(trees).values(), trees.width(), trees.numbers());
        }
        return spreads;
    }

    private float[] outOfFold(Transform transform) {
        Part train = rows.train();
        int width = transform.width();
        float[] values = new float[train.size() * width];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] others = IntStream.range(0, train.size())
                    .filter(row -> row % FOLDS != held)
                    .toArray();
            int[] own = IntStream.range(0, train.size())
                    .filter(row -> row % FOLDS == held)
                    .toArray();
            float[] part = run(transform.with(plan.refitted(train.select(others))), train.select(own));
            for (int i = 0; i < own.length; i++) {
                System.arraycopy(part, i * width, values, own[i] * width, width);
            }
        }
        return values;
    }

    private float[] run(Transform transform, Part part) {
        GraphBuilder builder = new GraphBuilder(plan.signature());
        builder.addNamed("", "Identity", List.of(transform.append(builder)), List.of("matrix"));
        builder.output("matrix", TensorProto.DataType.FLOAT, transform.width());
        try (OnnxGraph graph = OnnxGraph.load(builder.build(), plan.signature(), "matrix")) {
            return graph.run(part.raw(plan.signature()));
        }
    }
}
