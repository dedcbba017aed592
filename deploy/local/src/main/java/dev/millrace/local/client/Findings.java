package dev.millrace.local.client;

import tools.jackson.databind.JsonNode;

/** What validation found, in sentences. */
public final class Findings {

    private Findings() {}

    /** Code, place, what came and what was wanted. */
    public static String sentence(JsonNode finding) {
        return finding.path("code").asString("") + ": " + withoutCode(finding);
    }

    /** Place, what came and what was wanted. */
    static String withoutCode(JsonNode finding) {
        var column = finding.path("column").asString("");
        return "%s%s; expected: %s"
                .formatted(
                        column.isEmpty() ? "" : "column " + DisplayText.quoted(column) + ": ",
                        finding.path("observed").asString(""),
                        finding.path("bound").asString(""));
    }
}
