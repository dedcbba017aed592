package dev.millrace.training.learn.graph;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which raw columns are learned from and how; decided on the training rows alone, so that nothing of the test rows leaks
 * into a vocabulary.
 */
public final class FeaturePlan {

    private static final Set<String> RESERVED = Set.of("label", "probabilities");

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
    public static FeaturePlan of(Table all, Table train, String label, Collection<String> exclude) {
        FeaturePlan plan = new FeaturePlan();
        for (RawColumn column : train.columns()) {
            if (!column.name().equals(label) && !exclude.contains(column.name())) {
                boolean nullable = all.column(column.name()).stream().anyMatch(whole -> anyMissing(whole, all.rows()));
                plan.add(column, train.rows(), nullable);
            }
        }
        if (plan.features.isEmpty()) {
            throw new UnlearnableException("NO_FEATURES", "no column is left to learn from: " + plan.dropped);
        }
        return plan;
    }

    public List<PlannedFeature> features() {
        return Collections.unmodifiableList(features);
    }

    /** The raw columns that the graph takes, in order. */
    public List<Feature> signature() {
        return features.stream().map(PlannedFeature::feature).toList();
    }

    /** Why a column is not learned from, by its name. */
    public Map<String, String> dropped() {
        return Collections.unmodifiableMap(dropped);
    }

    private void add(RawColumn column, int rows, boolean nullable) {
        if (RESERVED.contains(column.name())) {
            throw new UnlearnableException("COLUMN_NAME_RESERVED", "exclude or rename the column " + column.name());
        }
        if (column.derived()) {
            dropped.put(column.name(), "derived, so requests do not have it");
            return;
        }
        switch (column.kind()) {
            case TIME -> dropped.put(column.name(), "dates and times are not learned from");
            case TEXT -> addText(column, rows, nullable);
            case NUMBER, BOOLEAN -> addNumber(column, rows, nullable);
        }
    }

    private void addText(RawColumn column, int rows, boolean nullable) {
        ValueCounts counts = ValueCounts.of(column, rows);
        boolean free = counts.nearlyUnique();
        if ((counts.distinct() < 2 && counts.missing() == 0) || counts.distinct() == 0) {
            dropped.put(column.name(), "one value in all training rows");
        } else if (free && counts.missing() == 0) {
            dropped.put(column.name(), "free text: " + counts.distinct() + " different values in " + rows + " rows");
        } else {
            Feature feature = new Feature(column.name(), Feature.Kind.TEXT, nullable);
            features.add(new PlannedFeature.Category(feature, free ? List.of("") : counts.vocabulary()));
        }
    }

    private void addNumber(RawColumn column, int rows, boolean nullable) {
        Feature.Kind kind = column.kind() == RawColumn.Kind.BOOLEAN ? Feature.Kind.BOOLEAN : Feature.Kind.NUMBER;
        Feature feature = new Feature(column.name(), kind, nullable);
        NumberProfile profile = NumberProfile.of(column.numbers());
        if (profile.present() == 0 || (profile.least() == profile.most() && profile.present() == rows)) {
            dropped.put(column.name(), "one value in all training rows");
        } else if (profile.rowNumber()) {
            dropped.put(column.name(), "a row number: every value once, without wide gaps");
        } else if (profile.identifier()) {
            features.add(new PlannedFeature.Category(
                    feature, ValueCounts.of(column, rows).vocabulary()));
        } else {
            features.add(profile.quantity(feature));
        }
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
