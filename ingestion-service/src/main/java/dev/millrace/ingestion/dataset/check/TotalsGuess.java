package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Tells where the last row of a file is the sum of those above it: it says so, and a number in it is the sum of its column. It is
 * taken for data all the same.
 */
final class TotalsGuess {

    /** One row above it would be its own sum. */
    private static final long FEWEST_ROWS = 3;

    /** By so much of itself a sum may differ from that of numbers which were rounded before they were written. */
    private static final double ROUNDING = 1e-3;

    private TotalsGuess() {}

    /**
     * The columns, with a note on the first one whose sum stands in the last row.
     *
     * @param sum of a column, by its name, that row included
     */
    static List<ChosenColumn> told(
            List<ChosenColumn> columns, TotalsRow last, long rows, ToDoubleFunction<String> sum) {
        if (rows < FEWEST_ROWS) {
            return columns;
        }
        for (var cell : last.cells()) {
            var column = columns.get(cell.column());
            var number = number(column, cell);
            if (number.isPresent() && isSum(number.getAsDouble(), sum.applyAsDouble(column.name()))) {
                var told = new ArrayList<>(columns);
                told.set(cell.column(), column.with(note(last, cell)));
                return told;
            }
        }
        return columns;
    }

    private static boolean isSum(double number, double sumOfAll) {
        return number != 0 && Math.abs(sumOfAll - 2 * number) <= ROUNDING * Math.abs(number);
    }

    private static OptionalDouble number(ChosenColumn column, TotalsRow.Cell cell) {
        boolean isNumber = column.type() == ColumnType.INTEGER || column.type() == ColumnType.DOUBLE;
        if (!isNumber || !column.form().fits(cell.code())) {
            return OptionalDouble.empty();
        }
        var text = cell.text().strip().getBytes(UTF_8);
        var plain = column.form().isPlain(cell.code()) ? text : column.form().plain(cell.code(), text, 0, text.length);
        return plain == null ? OptionalDouble.empty() : OptionalDouble.of(PlainValue.real(plain, 0, plain.length));
    }

    private static Reading.Note note(TotalsRow last, TotalsRow.Cell cell) {
        return new Reading.Note(
                "LAST_ROW_MAY_BE_TOTAL",
                "The last row, row %d, says '%s', and its '%s' is the sum of the column above it; if it is a total and no data, remove it from the file"
                        .formatted(
                                last.row(),
                                Finding.escaped(last.label()),
                                Finding.escaped(cell.text().strip())));
    }
}
