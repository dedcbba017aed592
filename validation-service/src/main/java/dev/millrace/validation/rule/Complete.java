package dev.millrace.validation.rule;

import java.util.List;

/** No more values may be missing than the first version leads to expect. */
record Complete(String column, Tolerance missing) implements Rule {

    @Override
    public List<Finding> judge(Statistics observed) {
        return observed.column(column).stream()
                .filter(found -> observed.rows() > 0)
                .flatMap(found ->
                        missing.judge(found.counts().missingShare()).stream().map(severity -> finding(found, severity)))
                .toList();
    }

    private Finding finding(ColumnStatistics found, Severity severity) {
        return new Finding(
                Finding.Code.LOW_COMPLETENESS,
                column,
                "%d of %d values (%s) are missing"
                        .formatted(
                                found.counts().missing(),
                                found.counts().rows(),
                                Rule.percent(found.counts().missingShare())),
                missing.bound(severity) == 0
                        ? "no value missing"
                        : "at most %s missing".formatted(Rule.percent(missing.bound(severity))),
                severity);
    }
}
