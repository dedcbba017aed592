package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.DateOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a column's cells are written, should they be numbers, truth values, or dates and times. */
final class ColumnForms {

    private final TextColumn column;
    private final ColumnTally tally;
    private final Habits said;
    private final Habits habits;
    private final boolean commaDelimited;

    /**
     * @param said by a person
     * @param habits of the file and the dataset, for what the column itself does not show
     * @param commaDelimited whether commas stand between fields, so that one inside a number marks thousands more likely
     */
    ColumnForms(TextColumn column, Habits said, Habits habits, boolean commaDelimited) {
        this.column = column;
        this.tally = column.tally();
        this.said = said;
        this.habits = habits;
        this.commaDelimited = commaDelimited;
    }

    /** As values of a type. */
    CellForm of(ColumnType type) {
        return switch (type) {
            case STRING -> CellForm.plain(type);
            case BOOLEAN -> truth();
            case INTEGER, DOUBLE -> number().as(type);
            case DATE, TIMESTAMP -> time().as(type);
        };
    }

    static CellForm truth() {
        return CellForm.plain(ColumnType.BOOLEAN);
    }

    CellForm number() {
        boolean percent = 2 * tally.count(code -> Cells.isNumber(code) && Cells.has(code, Cells.PERCENT))
                > tally.count(Cells::isNumber);
        var form = new CellForm(
                ColumnType.DOUBLE, decimalComma(), percent, currency(), false, DateOrder.MONTH_FIRST, false);
        boolean fraction = tally.any(code -> form.fits(code) && code != Cells.TOO_LARGE && hasFraction(form, code));
        return fraction ? form : form.as(ColumnType.INTEGER);
    }

    private static boolean hasFraction(CellForm form, int code) {
        int kind = Cells.kind(code);
        return !form.isWhole(code) || kind == Cells.WHOLE || (kind == Cells.WHOLE_OR_THOUSANDS && !form.decimalComma());
    }

    private boolean decimalComma() {
        if (column.typedFormat()) {
            return false;
        }
        var wanted = said.decimalComma();
        if (wanted != null) {
            return wanted;
        }
        int shown = column.showsDecimalComma();
        var habit = habits.decimalComma();
        if (shown != 0) {
            return shown > 0;
        }
        return habit != null ? habit : !commaDelimited && tally.any(ColumnForms::isCommaOrThousands);
    }

    private static boolean isCommaOrThousands(int code) {
        return Cells.isNumber(code) && Cells.kind(code) == Cells.COMMA_OR_THOUSANDS;
    }

    /** The one that most numbers have. */
    private int currency() {
        int best = 0;
        long most = 0;
        for (int code : tally.codes()) {
            if (Cells.isNumber(code) && Cells.extra(code) > 0) {
                int each = Cells.extra(code);
                long count = tally.count(other -> Cells.isNumber(other) && Cells.extra(other) == each);
                best = count > most ? each : best;
                most = Math.max(count, most);
            }
        }
        return best;
    }

    CellForm time() {
        long zoned = tally.count(Cells::isZoned);
        var form = new CellForm(ColumnType.TIMESTAMP, false, false, 0, 2 * zoned > column.values(), order(), false);
        boolean dates = !form.zoned() && !tally.any(code -> form.fits(code) && CellForm.hasTime(code));
        return dates ? form.as(ColumnType.DATE) : form;
    }

    private DateOrder order() {
        var wanted = said.dateOrder();
        if (wanted != null) {
            return wanted;
        }
        int shown = column.showsDayFirst();
        var habit = habits.dateOrder();
        if (shown != 0) {
            return shown > 0 ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
        }
        if (habit != null) {
            return habit;
        }
        return tally.any(ColumnForms::isPointed) || Boolean.TRUE.equals(habits.decimalComma())
                ? DateOrder.DAY_FIRST
                : DateOrder.MONTH_FIRST;
    }

    private static boolean isPointed(int code) {
        return isDayOrMonth(code) && Cells.extra(code) == Cells.DATE_MARKS.indexOf('.');
    }

    private static boolean isDayOrMonth(int code) {
        return Cells.isDate(code) && Cells.kind(code) == Cells.DAY_OR_MONTH;
    }

    /** What the column's cells alone leave open. */
    List<Reading.Note> guesses(CellForm form) {
        var notes = new ArrayList<Reading.Note>();
        boolean numbers = form.type() == ColumnType.INTEGER || form.type() == ColumnType.DOUBLE;
        boolean dates = form.type() == ColumnType.DATE || form.type() == ColumnType.TIMESTAMP;
        if (numbers
                && said.decimalComma() == null
                && habits.decimalComma() == null
                && column.showsDecimalComma() == 0
                && tally.any(ColumnForms::isCommaOrThousands)) {
            notes.add(new Reading.Note(
                    "DECIMAL_GUESSED",
                    "Numbers such as 1,234 are taken for %s; set decimal if that is wrong"
                            .formatted(form.decimalComma() ? "ones with a fraction" : "whole ones")));
        }
        if (dates
                && said.dateOrder() == null
                && habits.dateOrder() == null
                && column.showsDayFirst() == 0
                && tally.any(code -> isDayOrMonth(code) && !isPointed(code))) {
            notes.add(new Reading.Note(
                    "DATE_ORDER_GUESSED",
                    "No cell shows whether day or month comes first; taken as %s, set dateOrder if that is wrong"
                            .formatted(form.order().label())));
        }
        if (dates || numbers) {
            unusual(form, dates).ifPresent(notes::add);
        }
        return notes;
    }

    private Optional<Reading.Note> unusual(CellForm form, boolean dates) {
        return tally.examples(code -> form.fits(code) && Cells.has(code, Cells.UNUSUAL)).stream()
                .findFirst()
                .map(example -> dates ? yearGuessed(form, example) : minusBehind(form, example));
    }

    private static Reading.Note yearGuessed(CellForm form, ColumnTally.Example example) {
        return new Reading.Note(
                "YEAR_GUESSED",
                ("Years of two digits are taken for 1969 to 2068, the last part of a date: '%s' in row %d for %s; force the type STRING if that"
                                + " is wrong")
                        .formatted(
                                example.text(),
                                example.row(),
                                form.date(example.text().strip()).orElse("")));
    }

    private static Reading.Note minusBehind(CellForm form, ColumnTally.Example example) {
        return new Reading.Note(
                "MINUS_BEHIND",
                ("A minus behind a number is taken for one in front: '%s' in row %d for %s; force the type STRING if that is"
                                + " wrong")
                        .formatted(
                                example.text(),
                                example.row(),
                                form.number(example.text().strip()).orElse("")));
    }
}
