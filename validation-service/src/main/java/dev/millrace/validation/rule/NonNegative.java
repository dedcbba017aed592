package dev.millrace.validation.rule;

/** Numbers that never were negative must not be, but for a share. */
record NonNegative(String column, Tolerance tolerance) implements ShareRule {

    @Override
    public Finding.Code code() {
        return Finding.Code.BELOW_MIN;
    }

    @Override
    public long deviating(ColumnStatistics observed) {
        var numbers = observed.values().numbers();
        return numbers == null ? 0 : numbers.negatives();
    }

    @Override
    public String deviation(ColumnStatistics observed) {
        var numbers = observed.values().numbers();
        return "are negative" + (numbers == null ? "" : ", the smallest is " + Rule.plain(numbers.min()));
    }

    @Override
    public String expectation() {
        return "0 or more";
    }
}
