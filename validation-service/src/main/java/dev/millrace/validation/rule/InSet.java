package dev.millrace.validation.rule;

import java.util.stream.Collectors;

/** A category's values must be known ones, but for a share. */
record InSet(String column, ColumnSchema.Domain domain) implements ShareRule {

    private static final int NAMED = 5;

    @Override
    public Tolerance tolerance() {
        return domain.outside();
    }

    @Override
    public Finding.Code code() {
        return Finding.Code.OUT_OF_DOMAIN;
    }

    @Override
    public long deviating(ColumnStatistics observed) {
        return observed.conformity().outsideDomain();
    }

    @Override
    public String deviation(ColumnStatistics observed) {
        var named = observed.conformity().unknown().stream()
                .limit(NAMED)
                .map(each -> Quoted.text(each.value()) + " (" + each.count() + ")")
                .collect(Collectors.joining(", "));
        return "are not" + (named.isEmpty() ? "" : ", such as " + named);
    }

    @Override
    public String expectation() {
        return "one of " + domain.values().size() + " known values";
    }
}
