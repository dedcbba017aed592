package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.DateOrder;
import dev.millrace.values.WrittenDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of one column are understood: which of them are values of its type, and what these are in plain writing.
 *
 * @param decimalComma whether numbers have a comma before their fraction
 * @param percent whether numbers have a percent sign
 * @param currency that numbers may have, 0 for none
 * @param zoned whether times say their offset from UTC
 * @param order of days and months
 * @param guarded whether all texts stand in Excel's guard, ="…", which is left out
 */
record CellForm(
        ColumnType type,
        boolean decimalComma,
        boolean percent,
        int currency,
        boolean zoned,
        DateOrder order,
        boolean guarded) {

    static CellForm plain(ColumnType type) {
        return new CellForm(type, false, false, 0, false, DateOrder.MONTH_FIRST, false);
    }

    CellForm as(ColumnType other) {
        return new CellForm(other, decimalComma, percent, currency, zoned, order, guarded);
    }

    /** Of texts in Excel's guard. */
    CellForm withoutGuard() {
        return new CellForm(type, decimalComma, percent, currency, zoned, order, true);
    }

    /** Whether a cell with this code is a value. */
    boolean fits(int code) {
        if (Cells.isMissing(code)) {
            return false;
        }
        return switch (type) {
            case STRING -> true;
            case BOOLEAN -> code == Cells.TRUTH || Cells.isYesNo(code);
            case INTEGER -> isNumber(code) && isWhole(code);
            case DOUBLE -> isNumber(code);
            case DATE -> isDate(code) && !hasTime(code);
            case TIMESTAMP -> zoned ? Cells.isZoned(code) : isDate(code);
        };
    }

    /** Whether such a cell is in plain writing. */
    boolean isPlain(int code) {
        return switch (Cells.kind(code)) {
            case Cells.YES_NO -> false;
            case Cells.WHOLE, Cells.DECIMAL, Cells.NOT_FINITE, Cells.LEADING_ZEROS, Cells.TOO_LARGE ->
                code < Cells.DECORATED;
            case Cells.TRUTH, Cells.INTEGER, Cells.WIDE, Cells.DATE, Cells.TIMESTAMP, Cells.ZONED ->
                code < Cells.DECORATED;
            case Cells.WHOLE_OR_THOUSANDS, Cells.DECIMAL_OR_THOUSANDS -> code < Cells.DECORATED && !decimalComma;
            default -> type == ColumnType.STRING;
        };
    }

    /** A value that is written otherwise, in plain writing; null where it is none. */
    byte @Nullable [] plain(int code, byte[] text, int from, int to) {
        var cell = new String(text, from, to - from, UTF_8).strip();
        if (type == ColumnType.BOOLEAN) {
            return (cell.toLowerCase(Locale.ROOT).equals("yes") ? "true" : "false").getBytes(UTF_8);
        }
        return (Cells.isNumber(code) ? number(cell) : date(cell))
                .map(plain -> plain.getBytes(UTF_8))
                .orElse(null);
    }

    /** A number in plain writing. */
    Optional<String> number(String cell) {
        return Optional.ofNullable(NumberText.of(cell)).map(number -> number.plain(decimalComma));
    }

    /** A date as in ISO 8601. */
    Optional<String> date(String cell) {
        return WrittenDate.of(cell).map(date -> date.plain(order));
    }

    private boolean isNumber(int code) {
        return Cells.isNumber(code)
                && Cells.has(code, Cells.PERCENT) == percent
                && (Cells.extra(code) == 0 || Cells.extra(code) == currency)
                && switch (Cells.kind(code)) {
                    case Cells.WHOLE, Cells.DECIMAL, Cells.POINT_WHOLE, Cells.POINT_DECIMAL -> !decimalComma;
                    case Cells.COMMA_WHOLE, Cells.COMMA_DECIMAL -> decimalComma;
                    default -> true;
                };
    }

    /** Of a number, whether it has no fraction. */
    boolean isWhole(int code) {
        return switch (Cells.kind(code)) {
            case Cells.INTEGER, Cells.WIDE, Cells.WHOLE, Cells.LEADING_ZEROS, Cells.POINT_WHOLE, Cells.COMMA_WHOLE ->
                true;
            case Cells.WHOLE_OR_THOUSANDS -> true;
            case Cells.DECIMAL_OR_THOUSANDS -> decimalComma;
            case Cells.COMMA_OR_THOUSANDS -> !decimalComma;
            default -> false;
        };
    }

    private boolean isDate(int code) {
        if (!Cells.isDate(code)) {
            return false;
        }
        return switch (Cells.kind(code)) {
            case Cells.ZONED -> false;
            case Cells.DAY_FIRST -> order == DateOrder.DAY_FIRST;
            case Cells.MONTH_FIRST -> order == DateOrder.MONTH_FIRST;
            default -> true;
        };
    }

    static boolean hasTime(int code) {
        return Cells.kind(code) == Cells.TIMESTAMP || Cells.has(code, Cells.DECORATED);
    }
}
