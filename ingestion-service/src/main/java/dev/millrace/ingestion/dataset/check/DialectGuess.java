package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final boolean backslash;

    private DialectGuess(byte[] sample, boolean whole, boolean backslash) {
        this.sample = sample;
        this.whole = whole;
        this.backslash = backslash;
    }

    /**
     * Empty where columns are aligned by runs of blanks, which no delimiter tells apart.
     *
     * @param whole whether the sample is the whole file, so that its last record is not cut off
     */
    static Optional<Dialect> of(byte[] sample, boolean whole, FileSettings settings) {
        var said = settings.quote();
        boolean backslash = Dialect.ESCAPED_QUOTE.equals(said);
        var beginning = new DialectGuess(sample, whole, backslash);
        var above = LinesAbove.of(beginning, said == null ? null : Dialect.quote(said), settings.delimiter());
        var guess = beginning.from(above.end());
        char quote = said != null ? Dialect.quote(said) : guess.quote();
        var delimiter = above.delimiter();
        var told = delimiter != null ? Optional.of(delimiter.charAt(0)) : guess.delimiter(quote);
        return told.map(each -> new Dialect(each, quote, backslash, guess.rowNames(each, quote), above.lines()));
    }

    /** Of what stands from here on. */
    DialectGuess from(int position) {
        return position == 0
                ? this
                : new DialectGuess(Arrays.copyOfRange(sample, position, sample.length), whole, backslash);
    }

    byte[] sample() {
        return sample;
    }

    boolean isWhole() {
        return whole;
    }

    /** How most rows have as many fields as the header, more than one; empty where there is no row, or they have not. */
    Optional<Candidate> consistent(@Nullable Character quote, @Nullable String delimiter) {
        char mark = quote != null ? quote : quote();
        var marks = delimiter != null ? delimiter : DELIMITERS;
        return marks.chars()
                .mapToObj(each -> candidate((char) each, mark))
                .filter(each -> each.fields() > 1 && each.rows() > 0 && each.isConsistent())
                .max(Comparator.comparingDouble(Candidate::rank));
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

    private Optional<Character> delimiter(char quote) {
        return DELIMITERS
                .chars()
                .mapToObj(each -> candidate((char) each, quote))
                .filter(each -> each.fields() > 1)
                .max(Comparator.comparing(Candidate::isConsistent).thenComparingDouble(Candidate::rank))
                .map(Candidate::delimiter)
                .or(() -> blank(quote));
    }

    /** Blanks stand between words, too: they are a delimiter only where all rows have as many, and hold mostly numbers. */
    private Optional<Character> blank(char quote) {
        var blank = candidate(' ', quote);
        if (blank.fields() > 1 && blank.share() == 1 && hasNumbers() && !hasRun(firstLine())) {
            return Optional.of(' ');
        }
        return (isAligned() && hasNumbers()) || isSpaced() ? Optional.empty() : Optional.of(',');
    }

    private static boolean hasRun(String line) {
        return line.contains("  ");
    }

    /** A remark, or a line with an empty one behind it, names no columns. */
    private boolean isTitle() {
        var lines = new String(sample, UTF_8).lines().limit(2).toList();
        return lines.getFirst().startsWith("#")
                || (lines.size() > 1 && lines.get(1).isBlank());
    }

    private String firstLine() {
        return new String(sample, UTF_8).lines().findFirst().orElse("").strip();
    }

    /** Where every row has one field more than the header, and none of them because it ends with a delimiter. */
    private boolean rowNames(char delimiter, char quote) {
        var counts = counts(delimiter, quote);
        return counts.size() > 2
                && !isTitle()
                && counts.stream().skip(1).allMatch(count -> count == counts.getFirst() + 1)
                && rows().noneMatch(row -> row.endsWith(String.valueOf(delimiter)));
    }

    private boolean hasNumbers() {
        var words = rows().flatMap(row -> Stream.of(row.strip().split("\\s+"))).toList();
        long numbers = words.stream().filter(word -> word.matches("-?[0-9.].*")).count();
        return 2 * numbers >= words.size() && numbers > 0;
    }

    private boolean isAligned() {
        var counts = rows().map(row -> row.strip().split("\\s+").length).toList();
        return counts.size() > 1
                && counts.getFirst() > 1
                && counts.stream().distinct().count() == 1;
    }

    /** Whether the names and the values of every row stand apart by runs of blanks. */
    private boolean isSpaced() {
        var rows = rows().map(String::strip).toList();
        return hasRun(firstLine()) && rows.size() > 1 && rows.stream().allMatch(DialectGuess::hasRun);
    }

    /** Those behind the header. */
    private Stream<String> rows() {
        var lines = new String(sample, UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        int end = Math.min(whole ? lines.size() : lines.size() - 1, RECORDS);
        return lines.subList(Math.min(1, Math.max(end, 0)), Math.max(end, 0)).stream();
    }

    private Candidate candidate(char delimiter, char quote) {
        var counts = counts(delimiter, quote);
        if (counts.isEmpty()) {
            return new Candidate(delimiter, quote, 0, 0, 0);
        }
        int header = counts.getFirst();
        var rows = counts.subList(1, counts.size());
        double same = rows.stream().filter(count -> count == header).count();
        return new Candidate(delimiter, quote, header, rows.size(), rows.isEmpty() ? 1 : same / rows.size());
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
            if (quoted && backslash && c == '\\') {
                i++;
            } else if (quoted) {
                quoted = c != quote;
            } else if (c == quote && (fieldStart || (i > 0 && sample[i - 1] == quote))) {
                quoted = true;
                blank = false;
            } else if (c == '\n' || c == '\r') {
                if (!blank) {
                    counts.add(fields);
                }
                fields = 1;
                blank = true;
            } else if (c == delimiter) {
                fields++;
                blank = false;
            } else {
                blank = false;
            }
            fieldStart = c == delimiter || c == '\n' || c == '\r';
        }
        if (whole && !blank) {
            counts.add(fields);
        }
        return counts;
    }

    /** A delimiter, the fields that the header then has, and the share of the rows that have as many. */
    record Candidate(char delimiter, char quote, int fields, int rows, double share) {

        boolean isConsistent() {
            return share >= MOST;
        }

        double rank() {
            return isConsistent() ? fields : share;
        }
    }
}
