package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.training.learn.graph.PlannedFeature.Category;
import dev.millrace.training.learn.graph.PlannedFeature.Quantity;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The first half of the graph: raw columns to one float matrix. It is run to make the training matrix and then stays in
 * the model, so that training and serving cannot disagree. Numbers are doubles until the last cast; what is infinite or
 * beyond {@link RawColumn#LARGEST} counts as missing.
 *
 * <p>The matrix has the numbers first, and last of them the distances between places, then (for linear models) their missing flags, then one code a category.
 */
public final class Transform {

    /** What the learner can take. */
    public enum Form {
        /** Missing stays NaN; codes of one column are in the order of what the label was where the value occurred. */
        TREES,
        /** Imputed, standardised and clipped, with a flag for each missing value; codes count on from column to column. */
        LINEAR
    }

    private static final double CLIP = 8;

    private final Form form;
    private final FeaturePlan plan;
    private final List<Spread> spreads;
    private final List<PlannedFeature> numeric = new ArrayList<>();
    private final List<Distance> distances;
    private final List<Category> categories = new ArrayList<>();

    /** The features, by their places in the plan, of each column of numbers, and after these of each category. */
    private final List<int[]> sources = new ArrayList<>();

    private Transform(FeaturePlan plan, Form form, List<Spread> spreads) {
        this.form = form;
        this.plan = plan;
        this.spreads = List.copyOf(spreads);
        this.distances = plan.distances();
        List<int[]> ofCategories = new ArrayList<>();
        for (int place = 0; place < plan.features().size(); place++) {
            PlannedFeature feature = plan.features().get(place);
            if (feature instanceof Category category) {
                categories.add(category);
                ofCategories.add(new int[] {place});
            } else {
                numeric.add(feature);
                for (int column = 0; column < feature.numbers(); column++) {
                    sources.add(new int[] {place});
                }
            }
        }
        distances.forEach(distance -> sources.add(distance.places(plan.features())));
        sources.addAll(ofCategories);
    }

    public static Transform forTrees(FeaturePlan plan) {
        return new Transform(plan, Form.TREES, List.of());
    }

    /** @param spreads of the columns of numbers that trees would get */
    public static Transform forLinearModels(FeaturePlan plan, List<Spread> spreads) {
        return new Transform(plan, Form.LINEAR, spreads);
    }

    /** The same for a plan with other effects. */
    public Transform with(FeaturePlan other) {
        return new Transform(other, form, spreads);
    }

    public FeaturePlan plan() {
        return plan;
    }

    /** Columns of numbers. */
    public int numbers() {
        return sources.size() - categories.size();
    }

    /** Columns of the matrix before the codes. */
    public int dense() {
        return form == Form.TREES ? numbers() : 2 * numbers();
    }

    public int width() {
        return dense() + categories.size();
    }

    /** Number of different codes of all categories together. */
    public int codes() {
        return categories.stream().mapToInt(Category::cardinality).sum();
    }

    /** The features, by place in the plan, that a column of the matrix comes from. */
    public int[] features(int matrixColumn) {
        return matrixColumn < dense()
                ? sources.get(matrixColumn % numbers())
                : sources.get(matrixColumn - dense() + numbers());
    }

    /** Adds the nodes and returns the name of the matrix. */
    public String append(GraphBuilder graph) {
        List<String> parts = new ArrayList<>();
        if (!numeric.isEmpty()) {
            List<String> columns = new ArrayList<>();
            numeric.forEach(feature -> columns.add(numbers(graph, feature)));
            distances.forEach(distance -> columns.add(distance.append(graph)));
            String numbers = centred(graph, graph.concat(columns));
            parts.addAll(form == Form.TREES ? List.of(numbers) : standardised(graph, numbers));
        }
        int offset = 0;
        for (Category category : categories) {
            double[] codes = form == Form.TREES ? category.places() : Codes.from(offset, category.cardinality());
            parts.add(Codes.append(graph, category.feature(), category.vocabulary(), codes));
            offset += category.cardinality();
        }
        return graph.cast(graph.concat(parts), TensorProto.DataType.FLOAT);
    }

    private static String numbers(GraphBuilder graph, PlannedFeature feature) {
        return switch (feature) {
            case Quantity quantity -> quantity.feature().input();
            case Effects effects -> effects.append(graph);
            case Moment moment -> moment.append(graph);
            case Terms terms -> terms.append(graph);
            case Category category -> throw new IllegalArgumentException("codes are no numbers");
        };
    }

    private String centred(GraphBuilder graph, String numbers) {
        String missing = graph.constant(Tensors.scalar(Double.NaN));
        String known = graph.add("Where", List.of(known(graph, numbers), numbers, missing));
        double[] offsets = DoubleStream.concat(
                        numeric.stream()
                                .flatMapToDouble(feature -> feature instanceof Quantity quantity
                                        ? DoubleStream.of(quantity.offset())
                                        : DoubleStream.generate(() -> 0).limit(feature.numbers())),
                        distances.stream().mapToDouble(distance -> 0))
                .toArray();
        return DoubleStream.of(offsets).allMatch(offset -> offset == 0)
                ? known
                : graph.add("Sub", List.of(known, graph.constant(Tensors.doubles(offsets))));
    }

    /** False for NaN too, which compares with nothing. */
    private static String known(GraphBuilder graph, String numbers) {
        return graph.add(
                "LessOrEqual",
                List.of(graph.add("Abs", List.of(numbers)), graph.constant(Tensors.scalar(RawColumn.LARGEST))));
    }

    private List<String> standardised(GraphBuilder graph, String numbers) {
        String missing = graph.add("IsNaN", List.of(numbers));
        String filled = graph.add("Where", List.of(missing, constant(graph, Spread::median), numbers));
        String above = graph.add("Max", List.of(filled, constant(graph, Spread::least)));
        String within = graph.add("Min", List.of(above, constant(graph, Spread::most)));
        String centred = graph.add("Sub", List.of(within, constant(graph, Spread::mean)));
        String scaled = graph.add("Div", List.of(centred, constant(graph, Spread::deviation)));
        String least = graph.constant(Tensors.scalar(-CLIP));
        String most = graph.constant(Tensors.scalar(CLIP));
        return List.of(
                graph.add("Clip", List.of(scaled, least, most)), graph.cast(missing, TensorProto.DataType.DOUBLE));
    }

    private String constant(GraphBuilder graph, ToDoubleFunction<Spread> value) {
        return graph.constant(
                Tensors.doubles(spreads.stream().mapToDouble(value).toArray()));
    }
}
