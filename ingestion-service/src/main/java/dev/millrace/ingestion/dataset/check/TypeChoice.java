package dev.millrace.ingestion.dataset.check;

import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses a column's type from what all of its cells look like. */
final class TypeChoice {

    private final TextColumn column;
    private final ColumnTally tally;
    private final ColumnForms forms;
    private final long values;
    private final List<Reading.Note> notes = new ArrayList<>();

    private TypeChoice(TextColumn column, ColumnForms forms) {
        this.column = column;
        this.tally = column.tally();
        this.forms = forms;
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
        var forms = new ColumnForms(column, Habits.said(settings), habits, commaDelimited);
        var choice = new TypeChoice(column, forms);
        var forced = settings.types().get(column.name());
        if (column.unnamed()) {
            choice.note("NAMED", "The column has no name in the file and is called %s here".formatted(column.name()));
        }
        var form = choice.unguarded(forced != null ? forms.of(forced) : choice.chosen(established));
        choice.notes.addAll(forms.guesses(form));
        return new ChosenColumn(column, form, choice.notes);
    }

    /** Texts without Excel's guard, where all of them have it. */
    private CellForm unguarded(CellForm form) {
        if (form.type() != ColumnType.STRING || column.typedFormat() || values == 0) {
            return form;
        }
        long guarded = tally.count(code -> code == Cells.GUARDED);
        if (guarded == values) {
            note("GUARDED", "All values are written as =\"…\", which keeps Excel from changing them; it is left out");
            return form.withoutGuard();
        }
        if (guarded > 0) {
            note(
                    "GUARDED",
                    "%d of %d values are written as =\"…\", which is kept, because the others are not"
                            .formatted(guarded, values));
        }
        var unclear = tally.examples(code -> code == Cells.UNCLEAR_DATE);
        if (isMostly(Cells.UNCLEAR_DATE)) {
            note(
                    "DATES_UNCLEAR",
                    "Values may be dates whose year stands in front or behind, such as %s; write years with four digits"
                            .formatted(shown(unclear)));
        }
        return form;
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
        var kept = forms.of(established);
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
        var families = tally.isTyped() || !column.typedFormat()
                ? Stream.of(forms.number(), ColumnForms.truth(), forms.time())
                : Stream.of(forms.time());
        return families.min(Comparator.comparingLong(this::misfits)).orElseThrow();
    }

    /** Digits with zeros in front, and whole numbers that no type of numbers holds, are names. */
    private boolean isNames() {
        var number = forms.number();
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
        if (isMostly(Cells.TIME_OF_DAY)) {
            note(
                    "TIME_OF_DAY",
                    ("Times of day and lengths of time are kept as text, such as %s; where they are to count as numbers, write"
                                    + " minutes or seconds")
                            .formatted(shown(tally.examples(code -> code == Cells.TIME_OF_DAY))));
        }
        if (isMostly(Cells.MONTH)) {
            note(
                    "MONTH",
                    ("Months are kept as text, such as %s; where they are to count as dates, write one with a day, such as"
                                    + " 2024-03-01")
                            .formatted(shown(tally.examples(code -> code == Cells.MONTH))));
        }
        if (isMostly(Cells.LIKE_A_DATE)) {
            note(
                    "LOOKS_LIKE_DATES",
                    ("Values look like dates or parts of a year and are kept as text, such as %s; where they are to count as dates,"
                                    + " write them as 2024-03-31")
                            .formatted(shown(tally.examples(code -> code == Cells.LIKE_A_DATE))));
        }
        return own;
    }

    private boolean isMostly(int kind) {
        return 2 * tally.count(code -> code == kind) > values;
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
        if (2 * misfits >= values) {
            fellApart("numbers", Cells::isNumber);
            fellApart("dates", Cells::isDate);
        } else {
            note(
                    "FELL_TO_TEXT",
                    ("%d of %d values are not %s, such as %s: correct them, name the texts that mean a missing value, or"
                                    + " force the type")
                            .formatted(
                                    misfits,
                                    values,
                                    best.type(),
                                    shown(tally.examples(code -> !Cells.isMissing(code) && !best.fits(code)))));
        }
    }

    /** Where most are of one kind, and no form holds even half of them. */
    private void fellApart(String kind, IntPredicate which) {
        if (2 * tally.count(which) > values) {
            note(
                    "FELL_TO_TEXT",
                    ("Most values are %s, but not written alike, such as %s: currencies, percent signs, decimal marks, and the order"
                                    + " of day and month do not mix in a column; write them alike")
                            .formatted(kind, shown(tally.examples(which))));
        }
    }

    private static String shown(List<ColumnTally.Example> examples) {
        return String.join(
                ", ",
                examples.stream()
                        .map(example -> "'%s' in row %d".formatted(example.text(), example.row()))
                        .toList());
    }

    private long misfits(CellForm form) {
        return tally.count(code -> !Cells.isMissing(code) && !form.fits(code));
    }

    private void note(String code, String detail) {
        notes.add(new Reading.Note(code, detail));
    }
}
