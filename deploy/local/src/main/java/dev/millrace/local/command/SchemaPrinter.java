package dev.millrace.local.command;

import dev.millrace.local.client.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Shows people a schema, as a table. */
final class SchemaPrinter {

    private static final int TOLD_VALUES = 8;

    private final Console console;

    SchemaPrinter(Console console) {
        this.console = console;
    }

    /** The schema in force. */
    void schema(JsonNode inForce) {
        console.line(console.bold("Schema " + inForce.path("schemaVersion").asInt() + " of "
                        + inForce.path("dataset").asString())
                + ", made by " + inForce.path("by").asString("") + " at "
                + inForce.path("at").asString("") + ": "
                + inForce.path("reason").asString(""));
        console.line("");
        console.line(console.bold(
                String.format(Locale.ROOT, "  %-32s %-10s %-9s %s", "COLUMN", "TYPE", "REQUIRED", "DEMANDS")));
        inForce.path("schema").path("columns").valueStream().forEach(this::column);
        console.line("");
        console.line("A demand: what is told, and / what rejects. Take one back: ./millrace schema "
                + inForce.path("dataset").asString() + " loosen COLUMN RULE --why …");
    }

    private void column(JsonNode column) {
        console.line(String.format(
                Locale.ROOT,
                "  %-32s %-10s %-9s %s",
                DisplayText.plain(column.path("name").asString("")),
                column.path("type").asString("any"),
                column.path("required").asBoolean() ? "yes" : "no",
                String.join("; ", demands(column))));
    }

    private static List<String> demands(JsonNode column) {
        var demands = new ArrayList<String>();
        add(demands, "missing", column.path("missing"), "");
        var domain = column.path("domain");
        add(demands, "domain", domain.path("outside"), " outside " + values(domain.path("values")));
        add(demands, "negative", column.path("negative"), "");
        var range = column.path("range");
        add(
                demands,
                "range",
                range.path("outside"),
                " outside " + number(range.path("min")) + " to " + number(range.path("max")));
        add(demands, "repeated", column.path("repeated"), "");
        return demands;
    }

    private static String number(JsonNode number) {
        return number.isMissingNode()
                ? ""
                : number.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static String values(JsonNode values) {
        var told = values.valueStream()
                .limit(TOLD_VALUES)
                .map(value -> DisplayText.quoted(value.asString("")))
                .collect(Collectors.joining(", "));
        return values.size() > TOLD_VALUES ? told + " and " + (values.size() - TOLD_VALUES) + " more" : told;
    }

    private static void add(List<String> demands, String name, JsonNode tolerance, String more) {
        if (tolerance.isObject()) {
            double rejects = tolerance.path("blockAbove").asDouble();
            demands.add(name + " > " + percent(tolerance.path("warnAbove").asDouble())
                    + (rejects < 1 ? " / > " + percent(rejects) : " / never") + more);
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share == 0 || share >= 0.01 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    /** Who made which version, when and why. */
    void versions(JsonNode list) {
        console.line(console.bold(String.format(Locale.ROOT, "%7s  %-30s %-20s %s", "VERSION", "AT", "BY", "WHY")));
        list.path("versions")
                .valueStream()
                .forEach(version -> console.line(String.format(
                        Locale.ROOT,
                        "%7d  %-30s %-20s %s",
                        version.path("schemaVersion").asInt(),
                        version.path("at").asString(""),
                        version.path("by").asString(""),
                        DisplayText.plain(version.path("reason").asString("")))));
    }

    /** What would be demanded less. */
    void proposal(JsonNode proposal) {
        console.line("");
        console.line("Version " + proposal.path("version").asLong()
                + (proposal.path("usable").asBoolean() ? " was warned of" : " was rejected")
                + ". It keeps to a schema with these changes"
                + ", which ./millrace schema " + proposal.path("dataset").asString() + " accept puts in force:");
        proposal.path("changes")
                .valueStream()
                .forEach(change -> console.line(
                        "  " + DisplayText.quoted(change.path("column").asString("")) + ", "
                                + change.path("rule").asString("") + ": "
                                + change.path("change").asString("")));
    }
}
