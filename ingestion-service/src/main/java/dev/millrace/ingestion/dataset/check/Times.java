package dev.millrace.ingestion.dataset.check;

import dev.millrace.values.WrittenDate;

/**
 * Recognises the dates and times of ISO 8601 in their usual form; nothing that depends on a country's habits. A blank may stand before the
 * offset, and UTC and GMT are offsets too, as databases write them.
 */
final class Times {

    private static final int DATE_LENGTH = 10;

    private Times() {}

    static int kind(byte[] text, int from, int to) {
        int length = to - from;
        if (length < DATE_LENGTH || !isDate(text, from)) {
            return Cells.TEXT;
        }
        if (length == DATE_LENGTH) {
            return Cells.DATE;
        }
        int separator = text[from + DATE_LENGTH];
        return separator == ' ' || separator == 'T' ? time(text, from + DATE_LENGTH + 1, to) : Cells.TEXT;
    }

    private static boolean isDate(byte[] text, int from) {
        if (text[from + 4] != '-' || text[from + 7] != '-') {
            return false;
        }
        return WrittenDate.isDate(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2));
    }

    private static int time(byte[] text, int from, int to) {
        if (to - from < 5 || text[from + 2] != ':' || !below(text, from, 24) || !below(text, from + 3, 60)) {
            return Cells.TEXT;
        }
        int at = from + 5;
        if (at < to && text[at] == ':') {
            if (to - at < 3 || !below(text, at + 1, 60)) {
                return Cells.TEXT;
            }
            at = afterFraction(text, at + 3, to);
        }
        if (at == to) {
            return Cells.TIMESTAMP;
        }
        int offset = text[at] == ' ' ? at + 1 : at;
        return offset < to && isOffset(text, offset, to) ? Cells.ZONED : Cells.TEXT;
    }

    /** At most nine digits; a point without digits is left for the offset to fail on. */
    private static int afterFraction(byte[] text, int at, int to) {
        if (at >= to || text[at] != '.') {
            return at;
        }
        int end = at + 1;
        while (end < to && end - at <= 9 && CellReader.isDigit(text[end])) {
            end++;
        }
        return end == at + 1 ? at : end;
    }

    private static boolean isOffset(byte[] text, int at, int to) {
        if (text[at] == 'Z') {
            return to - at == 1;
        }
        if (to - at == 3 && text[at + 1] > '9') {
            return spells(text, at, "UTC") || spells(text, at, "GMT");
        }
        if ((text[at] != '+' && text[at] != '-') || to - at < 3 || !below(text, at + 1, 16)) {
            return false;
        }
        return switch (to - at) {
            case 3 -> true;
            case 5 -> below(text, at + 3, 60);
            case 6 -> text[at + 3] == ':' && below(text, at + 4, 60);
            default -> false;
        };
    }

    private static boolean spells(byte[] text, int at, String word) {
        return text[at] == word.charAt(0) && text[at + 1] == word.charAt(1) && text[at + 2] == word.charAt(2);
    }

    private static boolean below(byte[] text, int at, int limit) {
        int value = digits(text, at, 2);
        return value >= 0 && value < limit;
    }

    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!CellReader.isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
