package dev.millrace.local.chaos;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The whole audit of one aggregate.
 *
 * @param verified whether every page says that no line was altered or left out
 */
record AuditPages(List<JsonNode> lines, boolean verified) {

    AuditPages {
        lines = List.copyOf(lines);
    }

    static AuditPages read(StackApi api, String service, String aggregate) throws IOException {
        var path = "/v1/audit?aggregate=" + URLEncoder.encode(aggregate, StandardCharsets.UTF_8) + "&after=";
        var lines = new ArrayList<JsonNode>();
        boolean verified = true;
        var next = "0";
        while (!next.isEmpty()) {
            var page = api.get(service, path + next).body();
            page.path("records").forEach(lines::add);
            verified &= page.path("verified").asBoolean(false);
            next = page.path("next").asString("");
        }
        return new AuditPages(lines, verified);
    }
}
