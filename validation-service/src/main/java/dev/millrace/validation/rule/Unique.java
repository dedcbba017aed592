package dev.millrace.validation.rule;

/** A key's values must not repeat within a version, but for a share. */
record Unique(String column, Tolerance tolerance) implements ShareRule {

    @Override
    public Finding.Code code() {
        return Finding.Code.NOT_UNIQUE;
    }

    @Override
    public long deviating(ColumnStatistics observed) {
        return observed.counts().count() - observed.counts().distinct();
    }

    @Override
    public String deviation(ColumnStatistics observed) {
        return "repeat another one";
    }

    @Override
    public String expectation() {
        return "unique";
    }
}
