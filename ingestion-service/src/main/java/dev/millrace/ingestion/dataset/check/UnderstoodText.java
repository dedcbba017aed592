package dev.millrace.ingestion.dataset.check;

import static dev.millrace.ingestion.dataset.check.TextCheck.CheckedText;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.TruthWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the values of a checked text file are taken for.
 *
 * @param habits that the dataset has after this file
 */
public record UnderstoodText(CheckedText text, List<ChosenColumn> columns, Habits habits, boolean decimalComma) {

    public UnderstoodText {
        columns = List.copyOf(columns);
    }

    /** @param established types and habits of the dataset's earlier versions */
    public static UnderstoodText of(
            CheckedText text,
            CheckedFile.Accepted accepted,
            FileSettings settings,
            Map<String, ColumnType> established,
            Habits habits) {
        var shown = Habits.shown(accepted.columns());
        var known = shown.or(habits);
        var dialect = text.dialect();
        boolean commaDelimited = dialect == null || dialect.delimiter() == ',';
        var columns = accepted.columns().stream()
                .map(column -> TypeChoice.of(column, settings, known, commaDelimited, established.get(column.name())))
                .toList();
        return new UnderstoodText(
                text,
                dialect == null ? columns : LeftOut.told(HeaderGuess.told(columns, text.cells()), dialect, accepted),
                known,
                Boolean.TRUE.equals(Habits.said(settings).or(known).decimalComma()));
    }

    /**
     * With a note where the last row is the sum of those above it.
     *
     * @param sum of a column of numbers, by its name
     */
    public UnderstoodText withTotals(ToDoubleFunction<String> sum) {
        return text.outcome() instanceof CheckedFile.Accepted accepted && accepted.totals() != null
                ? new UnderstoodText(
                        text, TotalsGuess.told(columns, accepted.totals(), accepted.rows(), sum), habits, decimalComma)
                : this;
    }

    /** Whether the same is stored of both. */
    public boolean isReadAs(UnderstoodText other) {
        return text.encoding().equals(other.text.encoding())
                && Objects.equals(text.dialect(), other.text.dialect())
                && forms().equals(other.forms())
                && truthWords().equals(other.truthWords());
    }

    /** The words in which columns of truth values are written, by name. */
    public Map<String, TruthWords> truthWords() {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.BOOLEAN)
                .collect(Collectors.toMap(ChosenColumn::name, ChosenColumn::truthWords));
    }

    List<CellForm> forms() {
        return columns.stream().map(ChosenColumn::form).toList();
    }

    /** All of it, as people and events are told. */
    public Reading reading() {
        var told = columns.stream()
                .map(this::told)
                .filter(column -> !column.form().isEmpty()
                        || column.misfits() > 0
                        || !column.notes().isEmpty())
                .sorted(Comparator.comparingLong(Reading.ReadColumn::misfits).reversed())
                .toList();
        var dialect = text.dialect();
        return new Reading(
                dialect == null ? null : String.valueOf(dialect.delimiter()),
                dialect == null ? null : dialect.shownQuote(),
                text.encoding(),
                decimalComma ? "," : ".",
                0,
                missing(),
                told.stream().limit(Reading.COLUMNS).toList(),
                told.size(),
                told.stream().mapToLong(Reading.ReadColumn::misfits).sum());
    }

    private Reading.ReadColumn told(ChosenColumn column) {
        var tally = column.column().tally();
        IntPredicate misfit = column::isMisfit;
        return new Reading.ReadColumn(
                column.name(),
                column.type(),
                Forms.describe(column),
                column.column().values(),
                tally.count(misfit),
                tally.examples(misfit).stream()
                        .map(example -> new Reading.Example(example.row(), example.text()))
                        .toList(),
                notes(column));
    }

    private List<Reading.Note> notes(ChosenColumn column) {
        var notes = new ArrayList<>(column.notes());
        if (column.type() == ColumnType.STRING && !column.column().typedFormat()) {
            var kept = new TreeMap<String, Long>();
            var tally = column.column().tally();
            for (int code : tally.codes()) {
                if (Cells.isMissing(code)
                        && !column.isMissing(code, text.cells().missing())) {
                    kept.put(
                            text.cells().missing().shown(Cells.missingPosition(code)),
                            tally.count(other -> other == code));
                }
            }
            if (!kept.isEmpty()) {
                notes.add(new Reading.Note(
                        "LOOKS_MISSING", "Kept as texts: %s; name them as missing if they mean that".formatted(kept)));
            }
        }
        return notes;
    }

    private List<Reading.Missing> missing() {
        var counts = new TreeMap<String, Long>();
        for (ChosenColumn column : columns) {
            var tally = column.column().tally();
            for (int code : tally.codes()) {
                if (column.isMissing(code, text.cells().missing())) {
                    counts.merge(
                            text.cells().missing().shown(Cells.missingPosition(code)),
                            tally.count(other -> other == code),
                            Long::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Reading.Missing(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Reading.Missing::cells).reversed())
                .limit(Reading.MISSING)
                .toList();
    }
}
