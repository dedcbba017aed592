package dev.millrace.validation.rule;

import java.util.List;
import java.util.stream.Stream;

/** What most demands on a column have in common: some share of its values deviates, and a tolerance judges the share. */
interface ShareRule extends Rule {

    String column();

    Tolerance tolerance();

    Finding.Code code();

    /** Values that deviate. */
    long deviating(ColumnStatistics observed);

    /** What the deviating values are: the end of a sentence about so many of them. */
    String deviation(ColumnStatistics observed);

    /** What was expected, before the tolerance is named. */
    String expectation();

    @Override
    default List<Finding> judge(Statistics observed) {
        return observed.column(column()).stream().flatMap(this::judge).toList();
    }

    private Stream<Finding> judge(ColumnStatistics observed) {
        long values = deviating(observed);
        double share = observed.counts().share(values);
        return tolerance().judge(share).stream()
                .map(severity -> new Finding(
                        code(),
                        column(),
                        "%d of %d values (%s) %s"
                                .formatted(values, observed.counts().count(), Rule.percent(share), deviation(observed)),
                        bound(tolerance().bound(severity)),
                        severity));
    }

    private String bound(double share) {
        return share == 0 ? expectation() : "%s; up to %s may differ".formatted(expectation(), Rule.percent(share));
    }
}
