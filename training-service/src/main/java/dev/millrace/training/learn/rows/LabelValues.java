package dev.millrace.training.learn.rows;

import dev.millrace.models.ClassNames;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.values.TruthWords;
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
    private final TruthWords words;
    private final List<String> before;
    private final int size;
    private final double[] sorted;
    private final int present;
    private final int distinct;
    private String[] names = {};
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Of a column.
     *
     * @param words for truth values, which some of the rows of a column of texts may be, too
     * @param before what the pipeline called the classes before; empty where it did not
     */
    LabelValues(RawColumn column, TruthWords words, List<String> before, int size) {
        this.column = column;
        this.words = words;
        this.before = before;
        this.size = size;
        if (column.isText()) {
            this.sorted = new double[0];
            name();
            this.present = counts.values().stream().mapToInt(Integer::intValue).sum();
            this.distinct = counts.size();
        } else {
            this.sorted = column.sortedNumbers();
            this.present = sorted.length;
            this.distinct = distinct(sorted);
        }
        if (present == 0) {
            throw new UnlearnableException("LABEL_EMPTY", "no row has a label in " + column.name());
        }
        if (distinct == 1) {
            throw new UnlearnableException(
                    "LABEL_CONSTANT",
                    "label " + column.name() + " is " + classes().getFirst() + " in every row that has one");
        }
    }

    private static int distinct(double[] sorted) {
        int distinct = Math.min(1, sorted.length);
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** Calls the classes by name. Of numbers to be predicted this would be a name for almost every row. */
    private void name() {
        names = new String[size];
        var known = new HashMap<Object, String>();
        for (int row = 0; row < size; row++) {
            if (column.missing(row)) {
                names[row] = "";
                continue;
            }
            var value = column.isText() ? column.text(row) : (Object) (column.number(row) + 0.0);
            var name = known.get(value);
            if (name == null) {
                name = called(row);
                known.put(value, name);
            }
            names[row] = name;
            if (!name.isEmpty()) {
                counts.merge(name, 1, Integer::sum);
            }
        }
        join(ClassNames.together(counts, before));
    }

    /** Gives the rows other names, and several names one. */
    private void join(Map<String, String> together) {
        var separate = Map.copyOf(counts);
        counts.clear();
        separate.forEach((name, rows) -> counts.merge(together.getOrDefault(name, name), rows, Integer::sum));
        if (!counts.keySet().equals(separate.keySet())) {
            Arrays.setAll(names, row -> together.getOrDefault(names[row], names[row]));
        }
    }

    /** Truth values are called by their word, also where they are texts because other rows are none. */
    private String called(int row) {
        var name = ClassNames.of(column.category(row));
        return switch (name) {
            case "true" -> words.word(true);
            case "false" -> words.word(false);
            default -> name;
        };
    }

    private Map<String, Integer> counts() {
        if (names.length < size) {
            name();
        }
        return counts;
    }

    /** Rows that have a label. */
    int present() {
        return present;
    }

    int distinct() {
        return distinct;
    }

    boolean areNumbers() {
        return !column.isText();
    }

    /** Numbers, or text in which almost every row has a value of its own: nothing to be predicted. */
    boolean areIdentifiers() {
        if (column.isText()) {
            return distinct > FEW_NUMBERS && distinct * 2 > present;
        }
        boolean single = distinct == present && present > FEW_NUMBERS;
        return single && areWhole() && sorted[sorted.length - 1] - sorted[0] < 3.0 * present;
    }

    private boolean areWhole() {
        return Arrays.stream(sorted).allMatch(value -> value == Math.rint(value));
    }

    /** What they are and how many differ. */
    String described() {
        var kind = column.kind() == RawColumn.Kind.BOOLEAN
                ? "truth values"
                : column.isText() ? "texts" : areWhole() ? "whole numbers" : "numbers";
        return "%d different %s in %d rows".formatted(distinct, kind, present);
    }

    /** Whether they look like names of classes: text, true and false, two values, or few whole numbers with many rows each. */
    boolean areClasses() {
        boolean few = distinct <= FEW_NUMBERS && distinct * FEWEST_OF_A_CLASS <= present;
        return column.isText() || column.kind() == RawColumn.Kind.BOOLEAN || distinct == 2 || (few && areWhole());
    }

    int rows(String name) {
        return counts().getOrDefault(name, 0);
    }

    /** In the order of the numbers where all are numbers, else in that of the letters. */
    List<String> classes() {
        var classes = new ArrayList<String>(counts().keySet());
        classes.sort(order(counts().keySet()));
        return classes;
    }

    private static Comparator<String> order(Set<String> names) {
        var numbers = new HashMap<String, Double>();
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
        counts();
        var known = new HashSet<String>(classes);
        return IntStream.range(0, size)
                .filter(row -> known.contains(names[row]))
                .toArray();
    }

    /** Places of the rows that have a label. */
    int[] labelled() {
        return IntStream.range(0, size).filter(row -> !column.missing(row)).toArray();
    }

    /** For these rows, which of the classes each has. */
    double[] places(int[] rows, List<String> classes) {
        var place = new HashMap<String, Integer>();
        classes.forEach(name -> place.put(name, place.size()));
        return Arrays.stream(rows)
                .mapToDouble(row -> place.getOrDefault(names[row], -1))
                .toArray();
    }

    double[] numbers(int[] rows) {
        return Arrays.stream(rows).mapToDouble(column::number).toArray();
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
