package dev.millrace.values;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether 1/2/2026 is the first of February or the second of January. */
public enum DateOrder {
    DAY_FIRST("day-month-year"),
    MONTH_FIRST("month-day-year");

    private final String label;

    DateOrder(String label) {
        this.label = label;
    }

    /** As people name it in settings. */
    public String label() {
        return label;
    }

    /** The order that is called so, if any is. */
    public static Optional<DateOrder> named(@Nullable String label) {
        return Stream.of(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
