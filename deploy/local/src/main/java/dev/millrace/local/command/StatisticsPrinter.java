package dev.millrace.local.command;

import dev.millrace.local.client.DisplayText;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Shows people what columns look like, as a table. */
final class StatisticsPrinter {

    private static final int TOLD_VALUES = 5;

    private final Console console;

    StatisticsPrinter(Console console) {
        this.console = console;
    }

    void print(JsonNode statistics) {
        console.line(
                String.format(Locale.ROOT, "%,d rows", statistics.path("rows").asLong()));
        console.line(console.bold(String.format(
                Locale.ROOT, "  %-32s %-10s %10s %10s  %s", "COLUMN", "TYPE", "MISSING", "DISTINCT", "VALUES")));
        statistics
                .path("columns")
                .valueStream()
                .forEach(column -> console.line(String.format(
                        Locale.ROOT,
                        "  %-32s %-10s %,10d %,10d  %s",
                        DisplayText.plain(column.path("name").asString("")),
                        column.path("type").asString(""),
                        column.path("missing").asLong(),
                        column.path("distinct").asLong(),
                        values(column))));
    }

    private static String values(JsonNode column) {
        var numbers = column.path("numbers");
        if (numbers.isObject()) {
            return "%s to %s, mean %s"
                    .formatted(number(numbers.path("min")), number(numbers.path("max")), mean(numbers));
        }
        var times = column.path("times");
        if (times.isObject()) {
            return times.path("min").asString("") + " to " + times.path("max").asString("");
        }
        return column.path("top")
                .valueStream()
                .limit(TOLD_VALUES)
                .map(each -> DisplayText.quoted(each.path("value").asString("")) + " "
                        + String.format(Locale.ROOT, "%,d", each.path("count").asLong()))
                .collect(Collectors.joining(", "));
    }

    private static String number(JsonNode number) {
        return number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static String mean(JsonNode numbers) {
        var mean = numbers.path("mean");
        return mean.isNumber() ? String.format(Locale.ROOT, "%.4g", mean.asDouble()) : "-";
    }
}
