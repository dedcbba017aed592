package dev.millrace.training.learn.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.millrace.models.ModelPackage;
import dev.millrace.training.learn.graph.PlannedFeature.Category;
import dev.millrace.training.learn.graph.PlannedFeature.Quantity;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first half of the graph: raw columns to one float matrix. It is run to make the training matrix and then stays in
 * the model, so that training and serving cannot disagree. Numbers are doubles until the last cast; what is infinite or
 * beyond {@link RawColumn#LARGEST} counts as missing.
 *
 * <p>The matrix has the quantities first, then (for linear models) their missing flags, then one code a category.
 */
public final class Transform {

    /** What the learner can take. */
    public enum Form {
        /** Missing stays NaN; codes count from 0 within their column. */
        TREES,
        /** Imputed, standardised and clipped, with a flag for each missing value; codes count on from column to column. */
        LINEAR
    }

    private static final double CLIP = 8;

    private final Form form;
    private final FeaturePlan plan;
    private final List<Quantity> quantities = new ArrayList<>();
    private final List<Category> categories = new ArrayList<>();

    public Transform(FeaturePlan plan, Form form) {
        this.form = form;
        this.plan = plan;
        for (PlannedFeature feature : plan.features()) {
            switch (feature) {
                case Quantity quantity -> quantities.add(quantity);
                case Category category -> categories.add(category);
            }
        }
    }

    public FeaturePlan plan() {
        return plan;
    }

    /** Columns of the matrix before the codes. */
    public int dense() {
        return form == Form.TREES ? quantities.size() : 2 * quantities.size();
    }

    public int width() {
        return dense() + categories.size();
    }

    /** Number of different codes of all categories together. */
    public int codes() {
        return categories.stream().mapToInt(Category::cardinality).sum();
    }

    /** The feature, by place in the plan, that a column of the matrix comes from. */
    public int feature(int matrixColumn) {
        PlannedFeature source = matrixColumn < dense()
                ? quantities.get(matrixColumn % quantities.size())
                : categories.get(matrixColumn - dense());
        return plan.features().indexOf(source);
    }

    /** Adds the nodes and returns the name of the matrix. */
    public String append(GraphBuilder graph) {
        List<String> parts = new ArrayList<>();
        if (!quantities.isEmpty()) {
            String numbers = graph.concat(quantities.stream()
                    .map(quantity -> quantity.feature().input())
                    .toList());
            parts.addAll(form == Form.TREES ? List.of(centred(graph, numbers)) : standardised(graph, numbers));
        }
        int offset = 0;
        for (Category category : categories) {
            parts.add(code(graph, category, form == Form.TREES ? 0 : offset));
            offset += category.cardinality();
        }
        return graph.cast(graph.concat(parts), TensorProto.DataType.FLOAT);
    }

    private String centred(GraphBuilder graph, String numbers) {
        String known = graph.add("Where", List.of(known(graph, numbers), numbers, graph.constant(scalar(Double.NaN))));
        if (quantities.stream().allMatch(quantity -> quantity.offset() == 0)) {
            return known;
        }
        return graph.add("Sub", List.of(known, constant(graph, Quantity::offset)));
    }

    /** False for NaN too, which compares with nothing. */
    private static String known(GraphBuilder graph, String numbers) {
        return graph.add(
                "LessOrEqual", List.of(graph.add("Abs", List.of(numbers)), graph.constant(scalar(RawColumn.LARGEST))));
    }

    private List<String> standardised(GraphBuilder graph, String numbers) {
        String known = known(graph, numbers);
        String missing = graph.add("Not", List.of(known));
        String filled = graph.add("Where", List.of(known, numbers, constant(graph, Quantity::median)));
        String centred = graph.add("Sub", List.of(filled, constant(graph, Quantity::mean)));
        String scaled = graph.add("Div", List.of(centred, constant(graph, Quantity::deviation)));
        String least = graph.constant(scalar(-CLIP));
        String most = graph.constant(scalar(CLIP));
        return List.of(
                graph.add("Clip", List.of(scaled, least, most)), graph.cast(missing, TensorProto.DataType.DOUBLE));
    }

    private static String code(GraphBuilder graph, Category category, int offset) {
        var vocabulary = category.vocabulary();
        boolean text = category.feature().kind() == ModelPackage.Feature.Kind.TEXT;
        return graph.add(
                GraphBuilder.ML,
                "LabelEncoder",
                List.of(category.feature().input()),
                Attributes.tensor("keys_tensor", text ? texts(vocabulary) : numbers(vocabulary)),
                Attributes.tensor("values_tensor", Tensors.doubles(codes(vocabulary, text, offset))),
                Attributes.tensor("default_tensor", Tensors.doubles(offset + vocabulary.size())));
    }

    private static TensorProto texts(List<String> vocabulary) {
        return Tensors.strings(vocabulary.stream()
                .flatMap(value -> TextSpellings.of(value).stream())
                .toList());
    }

    private static TensorProto numbers(List<String> vocabulary) {
        return Tensors.doubles(vocabulary.stream()
                .mapToDouble(value -> value.isEmpty() ? Double.NaN : Double.parseDouble(value))
                .toArray());
    }

    /** One code for each value, as often as the graph knows the value by another spelling. */
    private static double[] codes(List<String> vocabulary, boolean text, int offset) {
        return IntStream.range(0, vocabulary.size())
                .flatMap(i -> IntStream.generate(() -> offset + i)
                        .limit(text ? TextSpellings.of(vocabulary.get(i)).size() : 1))
                .asDoubleStream()
                .toArray();
    }

    private String constant(GraphBuilder graph, java.util.function.ToDoubleFunction<Quantity> value) {
        return graph.constant(
                Tensors.doubles(quantities.stream().mapToDouble(value).toArray()));
    }

    private static TensorProto scalar(double value) {
        return Tensors.doubles(value).toBuilder().clearDims().build();
    }
}
