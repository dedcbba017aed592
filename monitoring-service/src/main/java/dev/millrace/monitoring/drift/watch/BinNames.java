package dev.millrace.monitoring.drift.watch;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.util.ArrayList;
import java.util.List;

/** Names of a column's bins, for people. */
final class BinNames {

    private static final int MAX_LENGTH = 60;

    private BinNames() {}

    static List<String> of(Baseline.Column column) {
        var names = new ArrayList<String>();
        switch (column.kind()) {
            case NUMBER -> addRanges(column.edges(), names);
            case CATEGORY -> {
                column.categories().forEach(category -> names.add(shortened(category)));
                names.add("other");
                if (column.rare() != null) {
                    names.add("not at training");
                }
            }
        }
        names.add("missing");
        return names;
    }

    private static void addRanges(List<Double> edges, List<String> names) {
        if (edges.isEmpty()) {
            names.add("any");
            return;
        }
        edges.forEach(edge -> names.add("≤ " + Binning.category(edge)));
        names.add("> " + Binning.category(edges.getLast()));
    }

    private static String shortened(String category) {
        return category.length() <= MAX_LENGTH ? category : category.substring(0, MAX_LENGTH - 1) + "…";
    }
}
