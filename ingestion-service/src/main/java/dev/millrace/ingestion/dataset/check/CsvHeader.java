package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first record of a CSV file, whose fields are the names of the columns. */
final class CsvHeader {

    private final Dialect dialect;
    private final CheckLimits limits;
    private final Findings findings;
    private final List<String> names = new ArrayList<>();

    /** The fields as they stand in the file; null where one of them has quotes inside. */
    private final List<byte @Nullable []> said = new ArrayList<>();

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
    void add(byte[] bytes, int from, int to, boolean doubled, long offset) throws StopReading {
        if (names.size() == limits.columns()) {
            throw findings.stop(Finding.of("TOO_MANY_COLUMNS", "The file has too many columns")
                    .at(0, 1, offset)
                    .limit(limits.columns()));
        }
        int end = from + Math.min(to - from, limits.nameBytes());
        var name = doubled
                ? new String(dialect.single(bytes, from, end), UTF_8)
                : new String(bytes, from, end - from, UTF_8);
        if (to - from > limits.nameBytes()) {
            findings.add(Finding.of("HEADER_TOO_LONG", "A column's name is too long")
                    .at(0, 1, offset)
                    .in(name(names.size()))
                    .showing(name)
                    .limit(limits.nameBytes())
                    .actual(to - from));
        }
        names.add(name);
        said.add(doubled ? null : Arrays.copyOfRange(bytes, from, to));
    }

    /** Whether a field of a row is the same as that of the header. */
    boolean says(int field, byte[] bytes, int from, int to) {
        var own = field < said.size() ? said.get(field) : null;
        return own != null && Arrays.equals(own, 0, own.length, bytes, from, to);
    }

    /** A field that was the same. */
    byte[] said(int field) {
        return Objects.requireNonNull(said.get(field));
    }

    /** Whether so many fields are all that it has; a single one may as well be a value. */
    boolean isWhole(int fields) {
        return fields == said.size() && fields > 1;
    }

    /** Behind the last name. */
    void end() throws StopReading {
        if (dialect.rowNames()) {
            names.addFirst("");
        }
        nameTheUnnamed();
        ColumnNames.check(names, findings);
        if (!findings.isEmpty()) {
            throw new StopReading();
        }
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
