package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses a column's type from what all of its cells look like. */
final class TypeChoice {

    private final TextColumn column;
    private final ColumnTally tally;
    private final Habits said;
    private final Habits habits;
    private final boolean commaDelimited;
    private final long values;
    private final List<Reading.Note> notes = new ArrayList<>();

    private TypeChoice(TextColumn column, Habits said, Habits habits, boolean commaDelimited) {
        this.column = column;
        this.tally = column.tally();
        this.said = said;
        this.habits = habits;
        this.commaDelimited = commaDelimited;
        this.values = column.values();
    }

    /**
     * @param habits of the file and the dataset, for what the column itself does not show
     * @param commaDelimited whether commas stand between fields, so that one inside a number marks thousands more likely
     * @param established type that the dataset's earlier versions gave it; null for none
     */
    static ChosenColumn of(
            TextColumn column,
            FileSettings settings,
            Habits habits,
            boolean commaDelimited,
            @Nullable ColumnType established) {
        var choice = new TypeChoice(column, Habits.said(settings), habits, commaDelimited);
        var forced = settings.types().get(column.name());
        if (column.unnamed()) {
            choice.note("NAMED", "The column has no name in the file and is called %s here".formatted(column.name()));
        }
        var form = forced != null ? choice.form(forced) : choice.chosen(established);
        choice.guesses(form);
        return new ChosenColumn(column, form, choice.notes);
    }

    private CellForm chosen(@Nullable ColumnType established) {
        if (values == 0) {
            return CellForm.plain(established == null ? ColumnType.STRING : established);
        }
        if (established == ColumnType.STRING) {
            return CellForm.plain(ColumnType.STRING);
        }
        var own = own();
        if (established == null) {
            return told(own);
        }
        var kept = form(established);
        long keptMisfits = misfits(kept) + lossy(kept, own);
        boolean better = own.type() != ColumnType.STRING && misfits(own) < keptMisfits;
        return keptMisfits == 0 || (!better && keptMisfits <= TextColumn.tolerated(values)) ? kept : told(own);
    }

    /** Whole numbers that a double would round, where they can stay whole. */
    private long lossy(CellForm kept, CellForm own) {
        return kept.type() == ColumnType.DOUBLE && own.type() != ColumnType.DOUBLE
                ? tally.count(code -> Cells.kind(code) == Cells.WIDE || Cells.kind(code) == Cells.TOO_LARGE)
                : 0;
    }

    private CellForm own() {
        var best = best();
        return misfits(best) > TextColumn.tolerated(values) || isNames() ? CellForm.plain(ColumnType.STRING) : best;
    }

    /** The type other than text that most cells are values of. */
    private CellForm best() {
        var families =
                tally.isTyped() || !column.typedFormat() ? Stream.of(number(), truth(), time()) : Stream.of(time());
        return families.min(Comparator.comparingLong(this::misfits)).orElseThrow();
    }

    /** Digits with zeros in front, and whole numbers that no type of numbers holds, are names. */
    private boolean isNames() {
        var number = number();
        return number.type() == ColumnType.INTEGER
                && tally.any(code -> code == Cells.LEADING_ZEROS || code == Cells.TOO_LARGE)
                && values - tally.count(code -> number.fits(code) || code == Cells.TOO_LARGE)
                        <= TextColumn.tolerated(values);
    }

    private CellForm told(CellForm own) {
        if (own.type() != ColumnType.STRING) {
            if (own.type() == ColumnType.DOUBLE
                    && tally.any(code -> Cells.kind(code) == Cells.WIDE || Cells.kind(code) == Cells.TOO_LARGE)) {
                note(
                        "TOO_LARGE",
                        "Some whole numbers have more digits than a real number keeps; force the type STRING if they are"
                                + " names");
            }
            return own;
        }
        if (isNames()) {
            names();
        } else {
            fell(best());
        }
        return own;
    }

    private void names() {
        if (tally.any(code -> code == Cells.LEADING_ZEROS)) {
            note(
                    "LEADING_ZEROS",
                    "Digits with zeros in front are taken for names; force the type INTEGER if they are numbers");
        } else {
            note("TOO_LARGE", "Whole numbers of more than 64 bits are kept as text, with all their digits");
        }
    }

    private void fell(CellForm best) {
        long misfits = misfits(best);
        if (2 * misfits < values) {
            note(
                    "FELL_TO_TEXT",
                    ("%d of %d values are not %s, such as %s: correct them, name the texts that mean a missing value, or"
                                    + " force the type")
                            .formatted(misfits, values, best.type(), shown(best)));
        }
    }

    private String shown(CellForm form) {
        return String.join(
                ", ",
                tally.examples(code -> !Cells.isMissing(code) && !form.fits(code)).stream()
                        .map(example -> "'%s' in row %d".formatted(example.text(), example.row()))
                        .toList());
    }

    private long misfits(CellForm form) {
        return tally.count(code -> !Cells.isMissing(code) && !form.fits(code));
    }

    private CellForm form(ColumnType type) {
        return switch (type) {
            case STRING -> CellForm.plain(type);
            case BOOLEAN -> truth();
            case INTEGER, DOUBLE -> number().as(type);
            case DATE, TIMESTAMP -> time().as(type);
        };
    }

    private static CellForm truth() {
        return CellForm.plain(ColumnType.BOOLEAN);
    }

    private CellForm number() {
        boolean percent = 2 * tally.count(code -> Cells.isNumber(code) && Cells.has(code, Cells.PERCENT))
                > tally.count(Cells::isNumber);
        var form = new CellForm(ColumnType.DOUBLE, decimalComma(), percent, currency(), false, DateOrder.MONTH_FIRST);
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
        return habit != null ? habit : !commaDelimited && tally.any(TypeChoice::isCommaOrThousands);
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

    private CellForm time() {
        long zoned = tally.count(code -> code == Cells.ZONED);
        var form = new CellForm(ColumnType.TIMESTAMP, false, false, 0, 2 * zoned > values, order());
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
        return tally.any(TypeChoice::isPointed) || Boolean.TRUE.equals(habits.decimalComma())
                ? DateOrder.DAY_FIRST
                : DateOrder.MONTH_FIRST;
    }

    private static boolean isPointed(int code) {
        return isDayOrMonth(code) && Cells.extra(code) == DateText.MARKS.indexOf('.');
    }

    private static boolean isDayOrMonth(int code) {
        return Cells.isDate(code) && Cells.kind(code) == Cells.DAY_OR_MONTH;
    }

    /** What the column's cells alone leave open. */
    private void guesses(CellForm form) {
        boolean numbers = form.type() == ColumnType.INTEGER || form.type() == ColumnType.DOUBLE;
        boolean dates = form.type() == ColumnType.DATE || form.type() == ColumnType.TIMESTAMP;
        if (numbers
                && said.decimalComma() == null
                && habits.decimalComma() == null
                && column.showsDecimalComma() == 0
                && tally.any(TypeChoice::isCommaOrThousands)) {
            note(
                    "DECIMAL_GUESSED",
                    "Numbers such as 1,234 are taken for %s; set decimal if that is wrong"
                            .formatted(form.decimalComma() ? "ones with a fraction" : "whole ones"));
        }
        if (dates
                && said.dateOrder() == null
                && habits.dateOrder() == null
                && column.showsDayFirst() == 0
                && tally.any(code -> isDayOrMonth(code) && !isPointed(code))) {
            note(
                    "DATE_ORDER_GUESSED",
                    "No cell shows whether day or month comes first; taken as %s, set dateOrder if that is wrong"
                            .formatted(form.order().label()));
        }
    }

    private void note(String code, String detail) {
        notes.add(new Reading.Note(code, detail));
    }
}
