package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The first record of a CSV file, whose fields are the names of the columns. */
final class CsvHeader {

    private static final Pattern EXCELS_HINT = Pattern.compile("(?i)sep=.?");

    private final Dialect dialect;
    private final CheckLimits limits;
    private final Findings findings;
    private final List<String> names = new ArrayList<>();
    private final Set<Integer> unnamed = new HashSet<>();

    CsvHeader(Dialect dialect, CheckLimits limits, Findings findings) {
        this.dialect = dialect;
        this.limits = limits;
        this.findings = findings;
    }

    int size() {
        return names.size();
    }

    /** The column's name; its position from 1 where there is none yet. */
    String name(int column) {
        return column < names.size() ? names.get(column) : String.valueOf(column + 1);
    }

    /** The columns, with what was counted of each. */
    List<TextColumn> columns(ColumnTally[] tallies) {
        var columns = new ArrayList<TextColumn>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new TextColumn(names.get(i), tallies[i], unnamed.contains(i), false));
        }
        return columns;
    }

    /** Takes the next name. */
    void add(byte[] bytes, int from, int to, boolean quoted, long offset) throws StopReading {
        if (names.size() == limits.columns()) {
            throw findings.stop(Finding.of("TOO_MANY_COLUMNS", "The file has too many columns")
                    .at(0, 1, offset)
                    .limit(limits.columns()));
        }
        var name = new String(bytes, from, Math.min(to - from, limits.nameBytes()), UTF_8);
        if (to - from > limits.nameBytes()) {
            findings.add(Finding.of("HEADER_TOO_LONG", "A column's name is too long")
                    .at(0, 1, offset)
                    .in(name(names.size()))
                    .showing(name)
                    .limit(limits.nameBytes())
                    .actual(to - from));
        }
        var mark = String.valueOf(dialect.quote());
        names.add(quoted ? name.replace(mark + mark, mark) : name);
    }

    /** Behind the last name. */
    void end() throws StopReading {
        if (dialect.rowNames()) {
            names.addFirst("");
        }
        if (isExcelsHint()) {
            throw findings.stop(Finding.of(
                            "DELIMITER",
                            "The first line, which begins with sep=, only tells Excel the delimiter; remove it, so that the first"
                                    + " line names the columns")
                    .at(0, 1, 0));
        }
        nameTheUnnamed();
        ColumnNames.check(names, findings);
        if (!findings.isEmpty()) {
            throw new StopReading();
        }
    }

    /** A line {@code sep=;}, which is read as one name, or as one and nothing behind the delimiter. */
    private boolean isExcelsHint() {
        var named = names.stream().filter(name -> !name.isBlank()).toList();
        return named.size() == 1
                && EXCELS_HINT.matcher(named.getFirst().strip()).matches();
    }

    /** As the column of row names that some tools write in front has none. */
    private void nameTheUnnamed() {
        if (names.stream().allMatch(String::isBlank)) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                var name = "column " + (i + 1);
                while (names.contains(name)) {
                    name += "_";
                }
                names.set(i, name);
                unnamed.add(i);
            }
        }
    }
}
