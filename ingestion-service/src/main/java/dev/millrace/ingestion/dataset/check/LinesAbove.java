package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.DialectGuess.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Titles, remarks and what Excel is told, above the line that names the columns. They are recognised only where the first line
 * cannot name the columns of the rows, and one line below it can.
 *
 * @param end where the line begins that names the columns
 * @param delimiter that a person or the file names; null where neither does
 */
record LinesAbove(List<String> lines, int end, @Nullable String delimiter) {

    private static final int MOST = 50;
    private static final Pattern EXCELS_HINT = Pattern.compile("\"?sep=([^\\w\"]?)\"?,*", Pattern.CASE_INSENSITIVE);
    private static final CellReader CELLS = new CellReader(MissingTexts.ofCsv(FileSettings.NONE));

    /**
     * @param quote that a person named; null for none
     * @param said delimiter that a person named; null for none
     */
    static LinesAbove of(DialectGuess guess, @Nullable Character quote, @Nullable String said) {
        var lines = lines(guess);
        var hint = EXCELS_HINT.matcher(lines.isEmpty() ? "" : lines.getFirst().text());
        boolean hinted = hint.matches();
        var delimiter = hinted && said == null && !hint.group(1).isEmpty() ? hint.group(1) : said;
        int first = hinted ? 1 : 0;
        for (int i = first; i < lines.size(); i++) {
            var candidate = lines.get(i).text().isBlank()
                    ? null
                    : guess.from(lines.get(i).begin())
                            .consistent(quote, delimiter)
                            .orElse(null);
            if (candidate != null && i == first && !isTitle(lines.get(i).fields(candidate))) {
                break;
            }
            if (candidate != null
                    && i > first
                    && areAbove(lines.subList(first, i), candidate)
                    && isHeader(lines, i, candidate)) {
                return of(lines, i, delimiter);
            }
        }
        return of(lines, Math.min(first, lines.size() - 1), delimiter);
    }

    private static LinesAbove of(List<Line> lines, int count, @Nullable String delimiter) {
        return count <= 0
                ? new LinesAbove(List.of(), 0, delimiter)
                : new LinesAbove(
                        lines.subList(0, count).stream().map(Line::text).toList(),
                        lines.get(count).begin(),
                        delimiter);
    }

    /** A text in the first of many cells, as a spreadsheet with a title is saved. */
    private static boolean isTitle(List<String> fields) {
        return fields.size() > 2 && filled(fields) == 1 && !fields.getFirst().isBlank();
    }

    /** Whether none of them could name so many columns. Two cells, as a word and its value, need a gap between them and the names. */
    private static boolean areAbove(List<Line> above, Candidate candidate) {
        boolean gap = isGap(above.getLast(), candidate);
        return above.stream()
                .allMatch(line -> line.isRemark()
                        || filled(line.fields(candidate)) <= 1
                        || (gap && filled(line.fields(candidate)) == 2 && candidate.fields() > 3));
    }

    /**
     * Whether the line names columns: its names are no values, unless there is a gap above it. Two names could be a row behind a
     * header of one name, as R writes tables, unless values of the second column are all numbers or times.
     */
    private static boolean isHeader(List<Line> lines, int at, Candidate candidate) {
        var names = lines.get(at).fields(candidate);
        var named = names.stream().filter(name -> !name.isBlank()).toList();
        if (named.size() < 2 || new HashSet<>(named).size() < named.size()) {
            return false;
        }
        boolean gap = isGap(lines.get(at - 1), candidate);
        return gap
                || (named.stream().noneMatch(LinesAbove::isValue)
                        && (names.size() > 2
                                || lines.subList(at + 1, lines.size()).stream()
                                        .map(line -> line.fields(candidate))
                                        .allMatch(row -> row.size() != 2 || isValue(row.getLast()))));
    }

    private static boolean isGap(Line line, Candidate candidate) {
        return line.isRemark() || filled(line.fields(candidate)) == 0;
    }

    private static long filled(List<String> fields) {
        return fields.stream().filter(field -> !field.isBlank()).count();
    }

    private static boolean isValue(String field) {
        var text = field.getBytes(UTF_8);
        int code = CELLS.read(text, 0, text.length);
        return Cells.isNumber(code) || Cells.isDate(code);
    }

    /** The first ones, whole. */
    private static List<Line> lines(DialectGuess guess) {
        byte[] sample = guess.sample();
        var lines = new ArrayList<Line>();
        int begin = 0;
        for (int at = 0; at < sample.length && lines.size() < MOST; at++) {
            if (sample[at] == '\n' || sample[at] == '\r') {
                lines.add(new Line(new String(sample, begin, at - begin, UTF_8), begin));
                at += sample[at] == '\r' && at + 1 < sample.length && sample[at + 1] == '\n' ? 1 : 0;
                begin = at + 1;
            }
        }
        if (guess.isWhole() && begin < sample.length && lines.size() < MOST) {
            lines.add(new Line(new String(sample, begin, sample.length - begin, UTF_8), begin));
        }
        return lines;
    }

    /** @param begin where it begins in the file */
    private record Line(String text, int begin) {

        boolean isRemark() {
            return text.startsWith("#");
        }

        /** As a header would be read; a line within quotes is not told from others. */
        List<String> fields(Candidate candidate) {
            var fields = new ArrayList<String>();
            var field = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < text.length(); i++) {
                char each = text.charAt(i);
                quoted ^= each == candidate.quote();
                if (each == candidate.delimiter() && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else if (each != candidate.quote()) {
                    field.append(each);
                }
            }
            fields.add(field.toString());
            return fields;
        }
    }
}
