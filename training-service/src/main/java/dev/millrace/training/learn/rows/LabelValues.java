package dev.millrace.training.learn.rows;

import dev.millrace.models.ClassNames;
import dev.millrace.training.learn.UnlearnableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The label column as it stands in the data: which rows have a label, and which classes there would be. */
final class LabelValues {

    /** A class with fewer rows cannot be learned, and could hardly be in all three parts. */
    static final int FEWEST_OF_A_CLASS = 10;

    private static final int FEW_NUMBERS = 20;

    private final RawColumn column;
    private final String[] names;
    private final Map<String, Integer> counts = new HashMap<>();
    private final int present;

    LabelValues(RawColumn column, int rows) {
        this.column = column;
        this.names = new String[rows];
        for (int row = 0; row < rows; row++) {
            names[row] = ClassNames.of(column.category(row));
            if (!names[row].isEmpty()) {
                counts.merge(names[row], 1, Integer::sum);
            }
        }
        this.present = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (present == 0) {
            throw new UnlearnableException("LABEL_EMPTY", "no row has a label in " + column.name());
        }
        if (counts.size() == 1) {
            throw new UnlearnableException(
                    "LABEL_CONSTANT",
                    "label " + column.name() + " is "
                            + counts.keySet().iterator().next() + " in every row that has one");
        }
    }

    /** Rows that have a label. */
    int present() {
        return present;
    }

    int distinct() {
        return counts.size();
    }

    boolean areNumbers() {
        return !column.isText();
    }

    /** Numbers, or text in which almost every row has a value of its own: nothing to be predicted. */
    boolean areIdentifiers() {
        boolean single = counts.size() == present && present > FEW_NUMBERS;
        if (column.isText()) {
            return counts.size() > FEW_NUMBERS && counts.size() * 2 > present;
        }
        var known = Arrays.stream(column.numbers()).filter(value -> !Double.isNaN(value));
        var range = known.summaryStatistics();
        return single && areWhole() && range.getMax() - range.getMin() < 3.0 * present;
    }

    private boolean areWhole() {
        return Arrays.stream(column.numbers()).allMatch(value -> Double.isNaN(value) || value == Math.rint(value));
    }

    /** Whether they look like names of classes: text, true and false, two values, or few whole numbers with many rows each. */
    boolean areClasses() {
        boolean few = counts.size() <= FEW_NUMBERS && counts.size() * FEWEST_OF_A_CLASS <= present;
        return column.isText() || column.kind() == RawColumn.Kind.BOOLEAN || counts.size() == 2 || (few && areWhole());
    }

    int rows(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** In the order of the numbers where all are numbers, else in that of the letters. */
    List<String> classes() {
        List<String> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(order(counts.keySet()));
        return sorted;
    }

    private static Comparator<String> order(Set<String> names) {
        Map<String, Double> numbers = new HashMap<>();
        try {
            names.forEach(name -> numbers.put(name, Double.valueOf(name)));
        } catch (NumberFormatException text) {
            return Comparator.naturalOrder();
        }
        return Comparator.comparingDouble((String name) -> numbers.getOrDefault(name, 0.0))
                .thenComparing(Comparator.naturalOrder());
    }

    /** Places of the rows that have one of these classes, in the order of the rows. */
    int[] rowsOf(List<String> classes) {
        Set<String> known = new HashSet<>(classes);
        return IntStream.range(0, names.length)
                .filter(row -> known.contains(names[row]))
                .toArray();
    }

    /** Places of the rows that have a label. */
    int[] labelled() {
        return IntStream.range(0, names.length)
                .filter(row -> !names[row].isEmpty())
                .toArray();
    }

    /** For these rows, which of the classes each has. */
    double[] places(int[] rows, List<String> classes) {
        Map<String, Integer> place = new HashMap<>();
        classes.forEach(name -> place.put(name, place.size()));
        return Arrays.stream(rows)
                .mapToDouble(row -> place.getOrDefault(names[row], -1))
                .toArray();
    }

    double[] numbers(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column.numbers()[row]).toArray();
    }

    /** Some of the classes, with their numbers of rows, for people. */
    String spelled(List<String> some) {
        var shown = some.stream()
                .limit(FEW_NUMBERS)
                .map(name -> name + " (" + rows(name) + ")")
                .toList();
        return String.join(", ", shown) + (some.size() > FEW_NUMBERS ? ", …" : "");
    }
}
