package dev.millrace.validation.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** One demand on a version. */
@FunctionalInterface
interface Rule {

    /** Every deviation; empty when the demand is met. A demand on a column that is not there is for {@link ColumnPresent}. */
    List<Finding> judge(Statistics observed);

    /** A number for people, with all its digits unless it has very many. */
    static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return Math.abs((long) stripped.precision() - stripped.scale()) <= 24
                ? stripped.toPlainString()
                : stripped.toString();
    }

    /** A share for people: three significant digits at least, and never rounded to none. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.2g %%" : "%.1f %%", share * 100);
    }
}
