package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells from a file's beginning how its fields are told apart. A delimiter must stand in the header, outside of quotes; of
 * those that give most records as many fields as the header, the one that gives most fields is taken. So a comma in one heading
 * of a file with semicolons does not win.
 */
final class DialectGuess {

    private static final String DELIMITERS = ",;\t|";
    private static final int RECORDS = 500;
    private static final double MOST = 0.9;

    private final byte[] sample;
    private final boolean whole;

    private DialectGuess(byte[] sample, boolean whole) {
        this.sample = sample;
        this.whole = whole;
    }

    /** @param whole whether the sample is the whole file, so that its last record is not cut off */
    static Dialect of(byte[] sample, boolean whole, FileSettings settings) {
        var guess = new DialectGuess(sample, whole);
        var said = settings.quote();
        char quote = said != null ? said.charAt(0) : guess.quote();
        var delimiter = settings.delimiter();
        return new Dialect(delimiter != null ? delimiter.charAt(0) : guess.delimiter(quote), quote);
    }

    /** An apostrophe only where the file has no other quotation mark, and its header begins and ends with one. */
    private char quote() {
        int end = 0;
        while (end < sample.length && sample[end] != '\n' && sample[end] != '\r') {
            end++;
        }
        boolean apostrophes = end > 1 && sample[0] == '\'' && sample[end - 1] == '\'';
        for (byte each : sample) {
            if (each == '"') {
                return '"';
            }
        }
        return apostrophes ? '\'' : '"';
    }

    private char delimiter(char quote) {
        return DELIMITERS
                .chars()
                .mapToObj(each -> candidate((char) each, quote))
                .filter(each -> each.fields() > 1)
                .max(Comparator.comparing(Candidate::isConsistent).thenComparingDouble(Candidate::rank))
                .map(Candidate::delimiter)
                .orElse(',');
    }

    private Candidate candidate(char delimiter, char quote) {
        var counts = counts(delimiter, quote);
        if (counts.isEmpty()) {
            return new Candidate(delimiter, 0, 0);
        }
        int header = counts.getFirst();
        var rows = counts.subList(1, counts.size());
        double same = rows.stream().filter(count -> count == header).count();
        return new Candidate(delimiter, header, rows.isEmpty() ? 1 : same / rows.size());
    }

    /** Fields of each record; blank lines do not count. */
    private List<Integer> counts(char delimiter, char quote) {
        var counts = new ArrayList<Integer>();
        boolean quoted = false;
        boolean fieldStart = true;
        boolean blank = true;
        int fields = 1;
        for (int i = 0; i < sample.length && counts.size() < RECORDS; i++) {
            byte c = sample[i];
            if (quoted) {
                quoted = c != quote;
            } else if (c == quote && (fieldStart || (i > 0 && sample[i - 1] == quote))) {
                quoted = true;
                blank = false;
            } else if (c == '\n') {
                if (!blank) {
                    counts.add(fields);
                }
                fields = 1;
                blank = true;
            } else if (c == delimiter) {
                fields++;
                blank = false;
            } else if (c != '\r') {
                blank = false;
            }
            fieldStart = c == delimiter || c == '\n';
        }
        if (whole && !blank) {
            counts.add(fields);
        }
        return counts;
    }

    private record Candidate(char delimiter, int fields, double share) {

        boolean isConsistent() {
            return share >= MOST;
        }

        double rank() {
            return isConsistent() ? fields : share;
        }
    }
}
