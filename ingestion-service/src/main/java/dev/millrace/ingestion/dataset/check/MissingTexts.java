package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts that mean a missing value. Some mean it in every column, others only among numbers, dates and truth values: in a
 * column of texts None, - and ? are as often a category, and so are all of them where the format has a null of its own.
 */
public final class MissingTexts {

    private static final List<String> ANYWHERE =
            List.of("NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "Null");

    /** Words of languages, and of programs that worked out what cannot be worked out. */
    private static final List<String> AMONG_VALUES = List.of(
            "None", "none", "-", "--", "?", "na", "\\N", "-nan", "-NaN", "#NA", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!",
            "#NAME?");

    private final List<Entry> entries = new ArrayList<>();
    private final boolean[] begins = new boolean[256];

    private MissingTexts() {}

    /** For CSV. */
    static MissingTexts ofCsv(FileSettings settings) {
        return of(settings, true);
    }

    /** For formats in which a missing value is not written as text. */
    static MissingTexts ofTyped(FileSettings settings) {
        return of(settings, false);
    }

    private static MissingTexts of(FileSettings settings, boolean csv) {
        var texts = new MissingTexts();
        texts.entries.add(new Entry("", new byte[0], csv));
        settings.missing().forEach(text -> texts.add(text, true));
        ANYWHERE.stream().filter(text -> usual(text, settings)).forEach(text -> texts.add(text, csv));
        AMONG_VALUES.stream().filter(text -> usual(text, settings)).forEach(text -> texts.add(text, false));
        return texts;
    }

    private static boolean usual(String text, FileSettings settings) {
        return !settings.notMissing().contains(text) && !settings.missing().contains(text);
    }

    private void add(String text, boolean anywhere) {
        byte[] bytes = text.strip().getBytes(UTF_8);
        if (bytes.length > 0) {
            entries.add(new Entry(text, bytes, anywhere));
            begins[bytes[0] & 0xff] = true;
        }
    }

    /** The position of the text among those that mean a missing value; 0 is the blank, -1 none. */
    int find(byte[] text, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (!begins[text[from] & 0xff]) {
            return -1;
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).is(text, from, to)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the text means a missing value among texts too. */
    boolean anywhere(int position) {
        return entries.get(position).anywhere;
    }

    /** As people may be shown it. */
    String shown(int position) {
        return position == 0 ? " " : entries.get(position).text;
    }

    private static final class Entry {

        private final String text;
        private final byte[] bytes;
        private final boolean anywhere;

        Entry(String text, byte[] bytes, boolean anywhere) {
            this.text = text;
            this.bytes = bytes;
            this.anywhere = anywhere;
        }

        boolean is(byte[] other, int from, int to) {
            if (to - from != bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != other[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
