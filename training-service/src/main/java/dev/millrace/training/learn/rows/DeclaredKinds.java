package dev.millrace.training.learn.rows;

import dev.millrace.pipelines.DataSpec.Use;
import dev.millrace.training.learn.UnlearnableException;
import java.util.Arrays;
import java.util.Map;

/** Reads texts as the dates or numbers that the specification says they are; values that do not read so are missing. */
public final class DeclaredKinds {

    private DeclaredKinds() {}

    /** @throws UnlearnableException when none of a column's values reads so */
    public static Table of(Table read, Map<String, Use> features) {
        return new Table(
                read.rows(),
                read.columns().stream()
                        .map(column -> features.containsKey(column.name())
                                ? declared(column, features.getOrDefault(column.name(), Use.DROP))
                                : column)
                        .toList());
    }

    private static RawColumn declared(RawColumn column, Use use) {
        if (column.kind() != RawColumn.Kind.TEXT || (use != Use.DATE && use != Use.NUMBER)) {
            return column;
        }
        var declared = use == Use.DATE
                ? RawColumn.times(column.name(), column.texts())
                : RawColumn.numbers(column.name(), RawColumn.Kind.NUMBER, false, numbers(column.texts()));
        boolean none = Arrays.stream(declared.numbers()).allMatch(Double::isNaN);
        if (none && Arrays.stream(column.texts()).anyMatch(text -> !text.isEmpty())) {
            throw new UnlearnableException(
                    "FEATURE_TYPE",
                    use == Use.DATE
                            ? "features says that %s holds dates, and none of its values is one"
                                    .formatted(column.name())
                            : "features says that %s holds numbers, and none of its values is one"
                                    .formatted(column.name()));
        }
        return declared;
    }

    private static double[] numbers(String[] texts) {
        return Arrays.stream(texts).mapToDouble(DeclaredKinds::number).toArray();
    }

    private static double number(String text) {
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
