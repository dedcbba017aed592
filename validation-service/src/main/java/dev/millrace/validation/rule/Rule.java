package dev.millrace.validation.rule;

import java.util.List;
import java.util.Locale;

/** One demand on a version. */
@FunctionalInterface
interface Rule {

    /** Every deviation; empty when the demand is met. A demand on a column that is not there is for {@link ColumnPresent}. */
    List<Finding> judge(Statistics observed);

    /** A share for people: three significant digits at least, and never rounded to none. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.2g %%" : "%.1f %%", share * 100);
    }
}
