package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;
import java.util.List;

/** Tells what a CSV file has beside its columns' names and rows, or otherwise than most. The notes stand with the first column. */
final class LeftOut {

    private static final Reading.Note BACKSLASHES = new Reading.Note(
            "QUOTES_ESCAPED",
            "Quotes inside quotes have a backslash before them, which is left out; other backslashes are kept. Where that is"
                    + " wrong, set quote to \"");

    private LeftOut() {}

    static List<ChosenColumn> told(List<ChosenColumn> columns, Dialect dialect, CheckedFile.Accepted accepted) {
        var told = new ArrayList<>(columns);
        if (!dialect.above().isEmpty()) {
            told.set(0, told.getFirst().with(above(dialect.above())));
        }
        if (dialect.backslash()) {
            told.set(0, told.getFirst().with(BACKSLASHES));
        }
        if (accepted.headers() > 0) {
            told.set(0, told.getFirst().with(repeated(accepted.headers())));
        }
        if (accepted.emptyLines() > 0) {
            told.set(0, told.getFirst().with(empty(accepted.emptyLines())));
        }
        return told;
    }

    private static Reading.Note above(List<String> lines) {
        var shown = lines.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> ", such as '%s'".formatted(Finding.escaped(line)))
                .orElse("");
        return new Reading.Note(
                "LINES_ABOVE",
                "%s above the columns' names %s left out%s"
                        .formatted(
                                lines.size() == 1 ? "1 line" : lines.size() + " lines",
                                lines.size() == 1 ? "is" : "are",
                                shown));
    }

    private static Reading.Note repeated(long headers) {
        return new Reading.Note(
                "HEADER_REPEATED",
                "%s among the rows %s the columns' names again, as where files are put behind each other, and %s left out"
                        .formatted(
                                headers == 1 ? "1 line" : headers + " lines",
                                headers == 1 ? "says" : "say",
                                headers == 1 ? "is" : "are"));
    }

    private static Reading.Note empty(long lines) {
        return new Reading.Note(
                "EMPTY_LINES",
                "%s among the rows %s left out"
                        .formatted(lines == 1 ? "1 empty line" : lines + " empty lines", lines == 1 ? "is" : "are"));
    }
}
