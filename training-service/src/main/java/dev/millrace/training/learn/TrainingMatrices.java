package dev.millrace.training.learn;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.OnnxGraph;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Spread;
import dev.millrace.training.learn.graph.Transform;
import dev.millrace.training.learn.rows.Blocks;
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

    private final Part train;
    private final Part validation;
    private final FeaturePlan plan;
    private @Nullable List<Spread> spreads;

    TrainingMatrices(Part train, Part validation, FeaturePlan plan) {
        this.train = train;
        this.validation = validation;
        this.plan = plan;
    }

    Transform transform(Transform.Form form) {
        return switch (form) {
            case TREES -> Transform.forTrees(plan);
            case LINEAR -> Transform.forLinearModels(plan, spreads());
        };
    }

    Matrix train(Transform transform) {
        return new Matrix(plan.knowsLabels() ? outOfFold(transform) : run(transform, train), train.labels());
    }

    Matrix validation(Transform transform) {
        return new Matrix(run(transform, validation), validation.labels());
    }

    private List<Spread> spreads() {
        if (spreads == null) {
            Transform trees = Transform.forTrees(plan);
            spreads = Spread.of(train(trees).values(), trees.numbers());
        }
        return spreads;
    }

    private Blocks outOfFold(Transform transform) {
        Blocks[] parts = new Blocks[FOLDS];
        int[][] places = new int[FOLDS][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] others = IntStream.range(0, train.size())
                    .filter(row -> row % FOLDS != held)
                    .toArray();
            places[fold] = IntStream.range(0, train.size())
                    .filter(row -> row % FOLDS == held)
                    .toArray();
            parts[fold] = run(transform.with(plan.refitted(train.select(others))), train.select(places[fold]));
        }
        return Blocks.merged(train.size(), transform.width(), parts, places);
    }

    /** The rows as trainers see them. */
    static Blocks run(Transform transform, Part part) {
        var signature = transform.plan().signature();
        GraphBuilder builder = new GraphBuilder(signature);
        builder.addNamed("", "Identity", List.of(transform.append(builder)), List.of("matrix"));
        builder.output("matrix", TensorProto.DataType.FLOAT, transform.width());
        try (OnnxGraph graph = OnnxGraph.load(builder.build(), signature, "matrix")) {
            return part.through(graph::run, signature, transform.width());
        }
    }
}
