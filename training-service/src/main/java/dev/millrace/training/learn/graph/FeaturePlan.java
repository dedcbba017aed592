package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which raw columns are learned from and how; decided on the training rows alone, so that nothing of the test rows leaks
 * into a vocabulary. The graph takes the other raw columns too and does not use them, so that a row can be asked about as
 * it stands in the data.
 */
public final class FeaturePlan {

    private final List<Feature> signature = new ArrayList<>();
    private final List<PlannedFeature> features = new ArrayList<>();
    private final Map<String, String> dropped = new LinkedHashMap<>();

    private FeaturePlan() {}

    /**
     * Plans every column that is neither excluded nor the label.
     *
     * @param all rows that have a label: they tell whether a value may be missing
     * @param train the training rows
     * @throws UnlearnableException when nothing is left to learn from
     */
    public static FeaturePlan of(Table all, Table train, PipelineSpec.Data data) {
        FeaturePlan plan = new FeaturePlan();
        var split = data.split();
        String group = split.by() == PipelineSpec.Split.By.GROUP ? split.column() : null;
        for (RawColumn column : train.columns()) {
            if (!column.name().equals(data.label()) && !data.exclude().contains(column.name())) {
                boolean nullable = all.column(column.name()).stream().anyMatch(whole -> anyMissing(whole, all.rows()));
                if (group != null && column.name().equals(group)) {
                    plan.ignore(
                            Feature.of(group, kind(column), true),
                            "the groups of the split, which the next row is not of");
                } else {
                    plan.add(column, train.rows(), nullable);
                }
            }
        }
        if (plan.features.isEmpty()) {
            throw new UnlearnableException("NO_FEATURES", "no column is left to learn from: " + plan.dropped);
        }
        return plan;
    }

    /** What is learned from, in the order of the signature. */
    public List<PlannedFeature> features() {
        return Collections.unmodifiableList(features);
    }

    /** The raw columns that the graph takes, in order: those that are learned from, and those that a row may leave out. */
    public List<Feature> signature() {
        return Collections.unmodifiableList(signature);
    }

    /** Why a column is not learned from, by its name. */
    public Map<String, String> dropped() {
        return Collections.unmodifiableMap(dropped);
    }

    private void add(RawColumn column, int rows, boolean nullable) {
        if (column.derived()) {
            dropped.put(column.name(), "derived, so requests do not have it");
            return;
        }
        Feature feature = Feature.of(column.name(), kind(column), nullable);
        switch (column.kind()) {
            case TIME -> ignore(feature, "dates and times are not learned from");
            case TEXT -> addText(feature, column, rows);
            case NUMBER, BOOLEAN -> addNumber(feature, column, rows);
        }
    }

    private void addText(Feature feature, RawColumn column, int rows) {
        ValueCounts counts = ValueCounts.of(column, rows);
        boolean free = counts.nearlyUnique();
        if ((counts.distinct() < 2 && counts.missing() == 0) || counts.distinct() == 0) {
            ignore(feature, "one value in all training rows");
        } else if (free && counts.missing() == 0) {
            ignore(feature, "free text: " + counts.distinct() + " different values in " + rows + " rows");
        } else {
            learn(new PlannedFeature.Category(feature, free ? List.of("") : counts.vocabulary()));
        }
    }

    private void addNumber(Feature feature, RawColumn column, int rows) {
        NumberProfile profile = NumberProfile.of(column.numbers());
        if (profile.present() == 0 || (profile.least() == profile.most() && profile.present() == rows)) {
            ignore(feature, "one value in all training rows");
        } else if (profile.rowNumber()) {
            ignore(feature, "a row number: every value once, without wide gaps");
        } else if (profile.identifier()) {
            learn(new PlannedFeature.Category(
                    feature, ValueCounts.of(column, rows).vocabulary()));
        } else {
            learn(profile.quantity(feature));
        }
    }

    private void learn(PlannedFeature planned) {
        signature.add(planned.feature());
        features.add(planned);
    }

    private void ignore(Feature feature, String reason) {
        signature.add(Feature.of(feature.name(), feature.kind(), true));
        dropped.put(feature.name(), reason);
    }

    private static Feature.Kind kind(RawColumn column) {
        return switch (column.kind()) {
            case NUMBER -> Feature.Kind.NUMBER;
            case BOOLEAN -> Feature.Kind.BOOLEAN;
            case TEXT, TIME -> Feature.Kind.TEXT;
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
