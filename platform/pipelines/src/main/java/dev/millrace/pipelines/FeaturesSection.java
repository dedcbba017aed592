package dev.millrace.pipelines;

import dev.millrace.pipelines.DataSpec.Use;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code features}: what single columns are learned from as. */
final class FeaturesSection {

    private static final int MOST = 1000;

    private FeaturesSection() {}

    static Map<String, Use> read(Place place, DataSpec data) {
        var features = new LinkedHashMap<String, Use>();
        place.named(MOST).forEach((column, use) -> {
            check(column, use, data);
            features.put(column, use.choice(Words.USES, Use.DROP, "UNKNOWN_VALUE"));
        });
        return features;
    }

    private static void check(String column, Place place, DataSpec data) {
        if (DataSection.isNoName(column)) {
            place.problem("RANGE", DataSection.NAME_RULE);
        } else if (column.equals(data.label())) {
            place.problem("CONTRADICTION", "The label " + column + " is no feature.");
        } else if (data.exclude().contains(column)) {
            place.problem("CONTRADICTION", column + " is excluded, so it is not learned from.");
        } else if (data.derive().stream().anyMatch(derived -> derived.name().equals(column))) {
            place.problem("CONTRADICTION", column + " is derived, so requests do not have it and it is no feature.");
        }
    }
}
