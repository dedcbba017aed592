package dev.millrace.training.learn.train;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.millrace.training.learn.graph.Attributes;
import dev.millrace.training.learn.graph.GraphBuilder;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * XGBoost's trees as one operator: its own float thresholds, its own directions for missing values, its base score.
 */
final class BoostedTrees implements LearnedHead {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AttributeProto.Builder trees = ints("nodes_treeids");
    private final AttributeProto.Builder ids = ints("nodes_nodeids");
    private final AttributeProto.Builder features = ints("nodes_featureids");
    private final AttributeProto.Builder thresholds = floats("nodes_values");
    private final AttributeProto.Builder modes = Attributes.of("nodes_modes", AttributeType.STRINGS);
    private final AttributeProto.Builder lefts = ints("nodes_truenodeids");
    private final AttributeProto.Builder rights = ints("nodes_falsenodeids");
    private final AttributeProto.Builder missingLeft = ints("nodes_missing_value_tracks_true");
    private final AttributeProto.Builder leafTrees = ints("class_treeids");
    private final AttributeProto.Builder leafNodes = ints("class_nodeids");
    private final AttributeProto.Builder leafClasses = ints("class_ids");
    private final AttributeProto.Builder leafWeights = floats("class_weights");
    private final double[] gains;
    private final float base;

    private BoostedTrees(int width, float base) {
        this.gains = new double[width];
        this.base = base;
    }

    /**
     * Reads the JSON form of a booster.
     *
     * @param count trees to take, from the first
     */
    static BoostedTrees parse(byte[] json, int count, int width) {
        JsonNode learner = JSON.readTree(json).path("learner");
        BoostedTrees read = new BoostedTrees(
                width, margin(learner.path("learner_model_param").path("base_score")));
        JsonNode trees = learner.path("gradient_booster").path("model").path("trees");
        for (int tree = 0; tree < count; tree++) {
            read.tree(tree, trees.path(tree));
        }
        read.outweigh(count);
        return read;
    }

    @Override
    public void append(GraphBuilder graph, String matrix, List<String> classes) {
        graph.addNamed(
                GraphBuilder.ML,
                "TreeEnsembleClassifier",
                List.of(matrix),
                List.of("label", "probabilities"),
                trees.build(),
                ids.build(),
                features.build(),
                thresholds.build(),
                modes.build(),
                lefts.build(),
                rights.build(),
                missingLeft.build(),
                leafTrees.build(),
                leafNodes.build(),
                leafClasses.build(),
                leafWeights.build(),
                floats("base_values").addFloats(base).build(),
                Attributes.texts("classlabels_strings", classes),
                Attributes.text("post_transform", "LOGISTIC"));
        graph.output("label", TensorProto.DataType.STRING, 0);
        graph.output("probabilities", TensorProto.DataType.FLOAT, classes.size());
    }

    /** Total gain of the splits on each column. */
    @Override
    public double[] weights() {
        return gains.clone();
    }

    private void tree(int index, JsonNode tree) {
        JsonNode left = tree.path("left_children");
        JsonNode right = tree.path("right_children");
        JsonNode conditions = tree.path("split_conditions");
        JsonNode columns = tree.path("split_indices");
        JsonNode defaults = tree.path("default_left");
        JsonNode changes = tree.path("loss_changes");
        for (int node = 0; node < left.size(); node++) {
            float value = (float) conditions.path(node).asDouble();
            if (left.path(node).asInt() < 0) {
                node(index, node, "LEAF", 0, 0, 0, 0, 0);
                leaf(index, node, value);
            } else {
                int column = columns.path(node).asInt();
                gains[column] += changes.path(node).asDouble();
                int missing = defaults.path(node).asInt();
                node(
                        index,
                        node,
                        "BRANCH_LT",
                        column,
                        value,
                        left.path(node).asInt(),
                        right.path(node).asInt(),
                        missing);
            }
        }
    }

    private void node(
            int tree, int node, String mode, int feature, float threshold, int left, int right, int missingGoesLeft) {
        trees.addInts(tree);
        ids.addInts(node);
        modes.addStrings(ByteString.copyFromUtf8(mode));
        features.addInts(feature);
        thresholds.addFloats(threshold);
        lefts.addInts(left);
        rights.addInts(right);
        missingLeft.addInts(missingGoesLeft);
    }

    private void leaf(int tree, int node, float weight) {
        leafTrees.addInts(tree);
        leafNodes.addInts(node);
        leafClasses.addInts(0);
        leafWeights.addFloats(weight);
    }

    /**
     * ONNX Runtime takes scores for probabilities when no leaf is negative, and then labels at 0.5 instead of 0; a leaf of
     * the smallest negative weight keeps it from that.
     */
    private void outweigh(int tree) {
        if (leafWeights.getFloatsList().stream().noneMatch(weight -> weight < 0)) {
            node(tree, 0, "LEAF", 0, 0, 0, 0, 0);
            leaf(tree, 0, -Float.MIN_NORMAL);
        }
    }

    /** The base score is kept as a probability; since 3.1 as a list of one. */
    private static float margin(JsonNode baseScore) {
        String text = baseScore.asString().replace("[", "").replace("]", "");
        double probability = Double.parseDouble(text);
        return (float) -Math.log(1 / probability - 1);
    }

    private static AttributeProto.Builder ints(String name) {
        return Attributes.of(name, AttributeType.INTS);
    }

    private static AttributeProto.Builder floats(String name) {
        return Attributes.of(name, AttributeType.FLOATS);
    }
}
