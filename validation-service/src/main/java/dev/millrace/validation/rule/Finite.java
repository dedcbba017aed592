package dev.millrace.validation.rule;

/** Numbers must be finite, but for a share: nothing can be learned from infinity. */
record Finite(String column, Tolerance tolerance) implements ShareRule {

    @Override
    public Finding.Code code() {
        return Finding.Code.HAS_INF;
    }

    @Override
    public long deviating(ColumnStatistics observed) {
        return observed.counts().infinite();
    }

    @Override
    public String deviation(ColumnStatistics observed) {
        return "are infinite";
    }

    @Override
    public String expectation() {
        return "finite";
    }
}
