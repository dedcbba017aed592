package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.DataSpec.Use;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Missing;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.FeatureChoice;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which raw columns are learned from and how; decided on the training rows alone, so that nothing of the test rows leaks
 * into a vocabulary. The graph takes the other raw columns too and does not use them, so that a row can be asked about as
 * it stands in the data.
 */
public final class FeaturePlan {

    private static final String DROP = Words.of(Use.DROP);

    private final List<Feature> signature = new ArrayList<>();
    private final List<PlannedFeature> features = new ArrayList<>();
    private final List<FeatureChoice> choices = new ArrayList<>();
    private final List<Distance> distances = new ArrayList<>();

    private FeaturePlan() {}

    /**
     * Plans every column that is neither excluded nor the label.
     *
     * @param all rows that have a label: they tell whether a value may be missing, unless the specification does
     * @param train the training rows
     * @throws UnlearnableException when nothing is left to learn from
     */
    public static FeaturePlan of(Table all, Part train, PipelineSpec spec) {
        var data = spec.data();
        var choose = new ChooseFeature(train, spec.features());
        FeaturePlan plan = new FeaturePlan();
        train.rows().columns().parallelStream()
                .filter(column ->
                        !column.name().equals(data.label()) && !data.exclude().contains(column.name()))
                .map(column -> step(all, choose, column, spec))
                .toList()
                .forEach(step -> step.accept(plan));
        if (plan.features.isEmpty()) {
            throw new UnlearnableException("NO_FEATURES", "no column is left to learn from: " + plan.dropped());
        }
        Distance.among(plan.features, train.rows()).forEach(plan::add);
        return plan;
    }

    /** What becomes of a column; the choice is made here, and the plan is told in the order of the columns. */
    private static Consumer<FeaturePlan> step(Table all, ChooseFeature choose, RawColumn column, PipelineSpec spec) {
        String name = column.name();
        if (column.derived()) {
            return plan -> plan.choices.add(new FeatureChoice(name, DROP, "derived, so requests do not have it"));
        }
        var split = spec.data().split();
        if (name.equals(split.column()) && !spec.features().containsKey(name)) {
            return plan -> plan.ignore(Feature.of(name, kind(column), true), ofSplit(split));
        }
        boolean nullable = spec.serving().missing() == Missing.ACCEPT
                || all.column(name).stream().anyMatch(whole -> anyMissing(whole, all.rows()));
        Feature feature = Feature.of(name, kind(column), nullable);
        ChooseFeature.Choice choice = choose.of(feature, column);
        return plan -> plan.add(feature, choice);
    }

    /** What is learned from, in the order of the signature. */
    public List<PlannedFeature> features() {
        return Collections.unmodifiableList(features);
    }

    /** The raw columns that the graph takes, in order: those that are learned from, and those that a row may leave out. */
    public List<Feature> signature() {
        return Collections.unmodifiableList(signature);
    }

    /** Between the places that the features are coordinates of. */
    List<Distance> distances() {
        return Collections.unmodifiableList(distances);
    }

    /** What became of each column, in the order of the data. */
    public List<FeatureChoice> choices() {
        return Collections.unmodifiableList(choices);
    }

    /** Why a column is not learned from, by its name. */
    public Map<String, String> dropped() {
        Map<String, String> dropped = new LinkedHashMap<>();
        choices.stream()
                .filter(choice -> choice.use().equals(DROP))
                .forEach(choice -> dropped.put(choice.column(), choice.reason()));
        return dropped;
    }

    /** Whether something in it depends on the labels of the training rows. */
    public boolean knowsLabels() {
        return features.stream().anyMatch(Effects.class::isInstance);
    }

    /** The same plan, with effects on the label as these rows show them. */
    public FeaturePlan refitted(Part rows) {
        FeaturePlan plan = new FeaturePlan();
        plan.signature.addAll(signature);
        plan.choices.addAll(choices);
        plan.distances.addAll(distances);
        for (PlannedFeature feature : features) {
            plan.features.add(
                    feature instanceof Effects effects
                            ? effects.refitted(
                                    rows.rows().column(feature.feature().name()).orElseThrow(), rows.labels())
                            : feature);
        }
        return plan;
    }

    private void add(Feature feature, ChooseFeature.Choice choice) {
        PlannedFeature planned = choice.planned();
        if (planned == null) {
            ignore(feature, choice.reason());
        } else {
            signature.add(feature);
            features.add(planned);
            choices.add(new FeatureChoice(feature.name(), Words.of(choice.use()), choice.reason()));
        }
    }

    private void add(Distance distance) {
        distances.add(distance);
        choices.replaceAll(choice -> distance.names().contains(choice.column())
                ? new FeatureChoice(choice.column(), choice.use(), choice.reason() + "; " + distance.told())
                : choice);
    }

    /** What is not used is taken as it comes: also a date that is none. */
    private void ignore(Feature feature, String reason) {
        Feature.Kind kind = feature.kind() == Feature.Kind.TIME ? Feature.Kind.TEXT : feature.kind();
        signature.add(Feature.of(feature.name(), kind, true));
        choices.add(new FeatureChoice(feature.name(), DROP, reason));
    }

    private static String ofSplit(DataSpec.Split split) {
        return split.by() == DataSpec.Split.By.GROUP
                ? "the groups of the split, which the next row is not of"
                : "the time of the split, which the next row is later than";
    }

    private static Feature.Kind kind(RawColumn column) {
        return switch (column.kind()) {
            case NUMBER -> Feature.Kind.NUMBER;
            case BOOLEAN -> Feature.Kind.BOOLEAN;
            case TEXT -> Feature.Kind.TEXT;
            case TIME -> Feature.Kind.TIME;
        };
    }

    private static boolean anyMissing(RawColumn column, int rows) {
        for (int row = 0; row < rows; row++) {
            if (column.missing(row)) {
                return true;
            }
        }
        return false;
    }
}
