package dev.millrace.validation.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Numbers should lie in a range. */
record InRange(String column, ColumnSchema.Range range) implements Rule {

    @Override
    public List<Finding> judge(Statistics observed) {
        return observed.column(column)
                .filter(found -> found.values().numbers() != null)
                .map(found -> List.of(below(found), above(found)).stream()
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    private Optional<Finding> below(ColumnStatistics found) {
        long values = found.conformity().belowMin();
        return finding(found, values, Finding.Code.BELOW_MIN, "at least ", range.min());
    }

    private Optional<Finding> above(ColumnStatistics found) {
        long values = found.conformity().aboveMax();
        return finding(found, values, Finding.Code.ABOVE_MAX, "at most ", range.max());
    }

    private Optional<Finding> finding(
            ColumnStatistics found, long values, Finding.Code code, String atMost, BigDecimal bound) {
        var numbers = found.values().numbers();
        var extreme = numbers == null
                ? ""
                : code == Finding.Code.BELOW_MIN
                        ? ", the smallest is " + Rule.plain(numbers.min())
                        : ", the largest is " + Rule.plain(numbers.max());
        var observed = "%d of %d values (%s) are not%s"
                .formatted(
                        values,
                        found.counts().count(),
                        Rule.percent(found.counts().share(values)),
                        extreme);
        return range.outside()
                .judge(found.counts().share(values))
                .map(severity -> new Finding(code, column, observed, atMost + Rule.plain(bound), severity));
    }
}
