package dev.millrace.validation.rule;

/** A category's values must be known ones, but for a share. */
record InSet(String column, ColumnSchema.Domain domain) implements ShareRule {

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
    public String expectation() {
        return "one of " + domain.values().size() + " known values";
    }
}
