package dev.millrace.ingestion.dataset.check;

import dev.millrace.values.DateOrder;
import org.jspecify.annotations.Nullable;

/**
 * How a dataset's files write what can be understood in two ways; null where none has shown it yet. A later file that shows
 * nothing of its own is understood in the same way.
 *
 * @param decimalComma whether numbers have a comma before their fraction
 * @param dateOrder of days and months
 */
public record Habits(
        @Nullable Boolean decimalComma, @Nullable DateOrder dateOrder) {

    /** Nothing is known. */
    public static final Habits NONE = new Habits(null, null);

    /** What a person says, which goes before what files show. */
    static Habits said(FileSettings settings) {
        var decimal = settings.decimal();
        return new Habits(
                decimal == null ? null : (Boolean) decimal.equals(","),
                DateOrder.named(settings.dateOrder()).orElse(null));
    }

    /** Where this says nothing, what another says. */
    Habits or(Habits other) {
        return new Habits(
                decimalComma == null ? other.decimalComma : decimalComma,
                dateOrder == null ? other.dateOrder : dateOrder);
    }

    /** What the columns of one file show: the habit that more of them can only have. */
    static Habits shown(Iterable<TextColumn> columns) {
        int commas = 0;
        int days = 0;
        for (TextColumn column : columns) {
            commas += column.showsDecimalComma();
            days += column.showsDayFirst();
        }
        return new Habits(
                commas == 0 ? null : (Boolean) (commas > 0),
                days == 0 ? null : days > 0 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    }
}
