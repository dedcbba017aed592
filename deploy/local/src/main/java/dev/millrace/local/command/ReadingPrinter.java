package dev.millrace.local.command;

import dev.millrace.local.client.DisplayText;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Tells people how ingestion understood a file. */
final class ReadingPrinter {

    private final Console console;

    ReadingPrinter(Console console) {
        this.console = console;
    }

    /** Prints nothing of a file that says itself what it is, or that nothing is known of. */
    void print(JsonNode reading) {
        if (!reading.isObject()) {
            return;
        }
        form(reading);
        var missing = reading.path("missing")
                .valueStream()
                .map(each -> DisplayText.quoted(each.path("text").asString("")) + " in "
                        + each.path("cells").asLong() + (each.path("cells").asLong() == 1 ? " cell" : " cells"))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            console.line("  taken for missing: " + missing);
        }
        reading.path("columns").valueStream().forEach(this::column);
        long untold =
                reading.path("columnsToTell").asLong() - reading.path("columns").size();
        if (untold > 0) {
            console.line("  and " + untold + " more columns about which there is something to tell");
        }
    }

    private void form(JsonNode reading) {
        var delimiter = reading.path("delimiter").asString("");
        var encoding = reading.path("encoding").asString("");
        if (encoding.isEmpty()) {
            return;
        }
        var settings = reading.path("settings").asLong();
        var quote = reading.path("quote").asString("\"");
        console.line("  read as " + encoding
                + (delimiter.isEmpty() ? "" : ", delimiter " + DisplayText.quoted(delimiter))
                + (quote.equals("\"") ? "" : ", quote " + quote)
                + ", decimal mark " + DisplayText.quoted(reading.path("decimal").asString(""))
                + (settings == 0 ? "" : ", by settings " + settings));
    }

    private void column(JsonNode column) {
        var line = new StringBuilder("  ")
                .append(DisplayText.quoted(column.path("name").asString("")));
        line.append(" is ").append(column.path("type").asString(""));
        var form = column.path("form").asString("");
        if (!form.isEmpty()) {
            line.append(", written as ").append(form);
        }
        long misfits = column.path("misfits").asLong();
        if (misfits > 0) {
            var examples = column.path("examples")
                    .valueStream()
                    .map(each -> "row " + each.path("row").asLong() + ": "
                            + DisplayText.quoted(each.path("text").asString("")))
                    .collect(Collectors.joining(", "));
            line.append("; %d of %d cells do not fit and count as missing (%s)"
                    .formatted(misfits, column.path("values").asLong(), examples));
        }
        console.line(line.toString());
        column.path("notes")
                .valueStream()
                .forEach(note ->
                        console.line("    " + console.yellow(note.path("code").asString("")) + ": "
                                + note.path("detail").asString("")));
    }
}
