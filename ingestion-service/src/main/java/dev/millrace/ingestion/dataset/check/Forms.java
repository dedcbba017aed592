package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;

/** Says in words how a column's values are written, where that is not plainly. */
final class Forms {

    private Forms() {}

    static String describe(ChosenColumn column) {
        var form = column.form();
        var tally = column.column().tally();
        return switch (form.type()) {
            case STRING -> "";
            case BOOLEAN -> tally.any(Cells::isYesNo) ? "yes/no" : "";
            case INTEGER, DOUBLE -> number(form, tally);
            case DATE, TIMESTAMP -> date(form, tally);
        };
    }

    private static String number(CellForm form, ColumnTally tally) {
        var words = new ArrayList<String>();
        if (form.percent()) {
            words.add("percent");
        }
        if (form.currency() > 0) {
            words.add(NumberText.describe(form.currency()));
        }
        if (form.decimalComma() && tally.any(code -> form.fits(code) && !form.isWhole(code))) {
            words.add("decimal comma");
        }
        if (tally.any(code -> form.fits(code) && hasThousands(form, code))) {
            words.add("marks of thousands");
        }
        if (words.isEmpty() && tally.any(code -> form.fits(code) && Cells.has(code, Cells.DECORATED))) {
            words.add("signs");
        }
        return String.join(", ", words);
    }

    private static boolean hasThousands(CellForm form, int code) {
        return switch (Cells.kind(code)) {
            case Cells.POINT_WHOLE, Cells.POINT_DECIMAL, Cells.COMMA_WHOLE -> true;
            case Cells.WHOLE_OR_THOUSANDS, Cells.DECIMAL_OR_THOUSANDS -> form.decimalComma();
            case Cells.COMMA_OR_THOUSANDS -> !form.decimalComma();
            default -> false;
        };
    }

    private static String date(CellForm form, ColumnTally tally) {
        for (int code : tally.codes()) {
            if (form.fits(code)) {
                int kind = Cells.kind(code);
                if (kind == Cells.OTHER_DATE || (kind == Cells.ZONED && Cells.has(code, Cells.DECORATED))) {
                    return "dates in words or with other marks";
                }
                if (kind == Cells.DAY_OR_MONTH || kind == Cells.DAY_FIRST || kind == Cells.MONTH_FIRST) {
                    var mark = String.valueOf(Cells.DATE_MARKS.charAt(Cells.extra(code)));
                    return form.order().label().replace("-", mark);
                }
            }
        }
        return "";
    }
}
