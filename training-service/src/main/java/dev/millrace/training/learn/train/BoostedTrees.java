package dev.millrace.training.learn.train;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.Attributes;
import dev.millrace.training.learn.graph.GraphBuilder;
import dev.millrace.training.learn.graph.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
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
    private final AttributeProto.Builder leafPlaces = ints("class_ids");
    private final AttributeProto.Builder leafWeights = floats("class_weights");
    private final double[] gains;
    private final Outputs outputs;
    private final Scale scale;
    private final float[] bases;
    private final byte[] json;
    private final int rounds;

    private BoostedTrees(byte[] json, int rounds, int width, Outputs outputs, Scale scale, String baseScore) {
        this.json = json;
        this.rounds = rounds;
        this.gains = new double[width];
        this.outputs = outputs;
        this.scale = scale;
        this.bases = bases(outputs, baseScore);
    }

    /**
     * Reads the JSON form of a booster.
     *
     * @param rounds to take, from the first; each is one tree, or one a class where there are more than two
     * @param scale of the numbers that were learned
     */
    static BoostedTrees parse(byte[] json, int rounds, int width, Outputs outputs, Scale scale) {
        JsonNode learner = JSON.readTree(json).path("learner");
        String base = learner.path("learner_model_param").path("base_score").asString();
        BoostedTrees read = new BoostedTrees(json, rounds, width, outputs, scale, base);
        JsonNode model = learner.path("gradient_booster").path("model");
        int trees = rounds * read.bases.length;
        for (int tree = 0; tree < trees; tree++) {
            int place = model.path("tree_info").path(tree).asInt();
            read.tree(tree, place, model.path("trees").path(tree));
        }
        if (outputs.task() == Task.BINARY) {
            read.outweigh(trees);
        }
        return read;
    }

    @Override
    public void append(GraphBuilder graph, String matrix, Outputs outputs) {
        if (outputs.task() == Task.REGRESSION) {
            number(graph, matrix);
        } else {
            classes(graph, matrix);
        }
    }

    private void classes(GraphBuilder graph, String matrix) {
        var attributes = ensemble("class");
        attributes.add(Attributes.texts("classlabels_strings", outputs.classes()));
        attributes.add(Attributes.text("post_transform", outputs.task() == Task.BINARY ? "LOGISTIC" : "SOFTMAX"));
        graph.addNamed(
                GraphBuilder.ML,
                "TreeEnsembleClassifier",
                List.of(matrix),
                List.of("label", "probabilities"),
                attributes.toArray(AttributeProto[]::new));
        graph.output("label", TensorProto.DataType.STRING, 0);
        graph.output("probabilities", TensorProto.DataType.FLOAT, outputs.width());
    }

    /** What the trees say is on the scale that they learned on. */
    private void number(GraphBuilder graph, String matrix) {
        var attributes = ensemble("target");
        attributes.add(Attributes.number("n_targets", 1));
        String said = graph.add(
                GraphBuilder.ML, "TreeEnsembleRegressor", List.of(matrix), attributes.toArray(AttributeProto[]::new));
        String deviation = graph.constant(Tensors.floats((float) scale.deviation()));
        String mean = graph.constant(Tensors.floats((float) scale.mean()));
        graph.addNamed("", "Add", List.of(graph.add("Mul", List.of(said, deviation)), mean), List.of("label"));
        graph.output("label", TensorProto.DataType.FLOAT, 1);
    }

    /** @param answers what the operator calls that which leaves vote for: class or target */
    private List<AttributeProto> ensemble(String answers) {
        var base = floats("base_values");
        for (float each : bases) {
            base.addFloats(each);
        }
        return new ArrayList<>(List.of(
                trees.build(),
                ids.build(),
                features.build(),
                thresholds.build(),
                modes.build(),
                lefts.build(),
                rights.build(),
                missingLeft.build(),
                leafTrees.setName(answers + "_treeids").build(),
                leafNodes.setName(answers + "_nodeids").build(),
                leafPlaces.setName(answers + "_ids").build(),
                leafWeights.setName(answers + "_weights").build(),
                base.build()));
    }

    @Override
    public float[] scores(Matrix rows) {
        Booster booster = null;
        DMatrix matrix = null;
        try {
            booster = XGBoost.loadModel(json);
            matrix = new DMatrix(rows.values().values(), rows.rows(), rows.width(), Float.NaN);
            return scores(booster.predict(matrix, false, rounds));
        } catch (XGBoostError | IOException failure) {
            throw new IllegalStateException("XGBoost failed: " + failure.getMessage(), failure);
        } finally {
            if (booster != null) {
                booster.dispose();
            }
            if (matrix != null) {
                matrix.dispose();
            }
        }
    }

    /** Of two classes XGBoost says how probable the second is. */
    private float[] scores(float[][] said) {
        int width = outputs.width();
        float[] scores = new float[said.length * width];
        for (int row = 0; row < said.length; row++) {
            for (int place = 0; place < width; place++) {
                scores[row * width + place] = switch (outputs.task()) {
                    case BINARY -> place == 1 ? said[row][0] : 1 - said[row][0];
                    case MULTICLASS -> said[row][place];
                    case REGRESSION -> (float) scale.up(said[row][0]);
                };
            }
        }
        return scores;
    }

    /** Total gain of the splits on each column. */
    @Override
    public double[] weights() {
        return gains.clone();
    }

    private void tree(int index, int place, JsonNode tree) {
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
                leaf(index, node, place, value);
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

    private void leaf(int tree, int node, int place, float weight) {
        leafTrees.addInts(tree);
        leafNodes.addInts(node);
        leafPlaces.addInts(place);
        leafWeights.addFloats(weight);
    }

    /**
     * ONNX Runtime takes scores for probabilities when no leaf is negative, and then labels at 0.5 instead of 0; a leaf of
     * the smallest negative weight keeps it from that.
     */
    private void outweigh(int tree) {
        if (leafWeights.getFloatsList().stream().noneMatch(weight -> weight < 0)) {
            node(tree, 0, "LEAF", 0, 0, 0, 0, 0);
            leaf(tree, 0, 0, -Float.MIN_NORMAL);
        }
    }

    /** Kept as a probability for two classes and as it is else; since 3.1 as a list, with one element or one a class. */
    private static float[] bases(Outputs outputs, String baseScore) {
        String[] texts = baseScore.replace("[", "").replace("]", "").split(",", -1);
        float[] bases = new float[outputs.task() == Task.MULTICLASS ? outputs.width() : 1];
        for (int place = 0; place < bases.length; place++) {
            double base = Double.parseDouble(texts[Math.min(place, texts.length - 1)]);
            bases[place] = (float) (outputs.task() == Task.BINARY ? -Math.log(1 / base - 1) : base);
        }
        return bases;
    }

    private static AttributeProto.Builder ints(String name) {
        return Attributes.of(name, AttributeType.INTS);
    }

    private static AttributeProto.Builder floats(String name) {
        return Attributes.of(name, AttributeType.FLOATS);
    }
}
