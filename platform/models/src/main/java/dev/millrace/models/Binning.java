package dev.millrace.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assigns values to a baseline column's frozen bins, fast enough for every prediction. Bins are numbered like
 * {@link Baseline.Column#counts()}: the last is for missing values.
 */
public final class Binning {

    private final boolean numbers;
    private final double[] edges;
    private final Map<String, Integer> categories;
    private final Map<Double, Integer> codes;
    private final int bins;

    private Binning(boolean numbers, double[] edges, List<String> categories, @Nullable List<String> rare) {
        this.numbers = numbers;
        this.edges = edges;
        this.categories = HashMap.newHashMap(categories.size());
        this.codes = HashMap.newHashMap(categories.size());
        for (int bin = 0; bin < categories.size(); bin++) {
            put(categories.get(bin), bin);
        }
        if (rare != null) {
            rare.forEach(value -> put(value, categories.size()));
        }
        this.bins = (numbers ? edges.length : categories.size()) + (rare == null ? 2 : 3);
    }

    private void put(String category, int bin) {
        categories.put(category, bin);
        Double code = number(category);
        if (!code.isNaN()) {
            codes.put(code, bin);
        }
    }

    public static Binning of(Baseline.Column column) {
        return switch (column.kind()) {
            case NUMBER -> ofEdges(column.edges());
            case CATEGORY -> ofCategories(column.categories(), column.rare());
        };
    }

    /** Bins between ascending edges, the upper one included. */
    public static Binning ofEdges(List<Double> edges) {
        return new Binning(true, edges.stream().mapToDouble(Double::doubleValue).toArray(), List.of(), null);
    }

    /** One bin a category, one for every other value. */
    public static Binning ofCategories(List<String> categories) {
        return ofCategories(categories, null);
    }

    /** One bin a category, one for all rare values together where they are known, and one for every other value. */
    public static Binning ofCategories(List<String> categories, @Nullable List<String> rare) {
        return new Binning(false, new double[0], categories, rare);
    }

    /** Number of bins, those for other and for missing values included. */
    public int bins() {
        return bins;
    }

    /** Bin of a missing value. */
    public int missing() {
        return bins - 1;
    }

    /** Bin of a number or a boolean written as 0 or 1; NaN is missing. */
    public int bin(double value) {
        if (Double.isNaN(value)) {
            return missing();
        }
        if (!numbers) {
            return codes.getOrDefault(value + 0.0, bins - 2);
        }
        return below(value);
    }

    /** Number of edges below a value. Which half it is in is computed, because a branch would be guessed wrong every other time. */
    private int below(double value) {
        int first = 0;
        int left = edges.length;
        while (left > 1) {
            int half = left / 2;
            first += edges[first + half - 1] < value ? half : 0;
            left -= half;
        }
        return left == 1 && edges[first] < value ? first + 1 : first;
    }

    /** Bin of a text; the empty one is missing. */
    public int bin(String value) {
        if (value.isEmpty()) {
            return missing();
        }
        return numbers ? bin(number(value)) : categories.getOrDefault(value, bins - 2);
    }

    /** How a number is written as a category: whole numbers without a fraction. */
    public static String category(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static double number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? 1 : 0;
        }
        try {
            return Double.parseDouble(text) + 0.0;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
