package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema of one dataset, as validation keeps it. */
public final class DatasetSchema {

    private static final List<String> NULLABLE = List.of("type", "missing", "domain", "negative", "range", "repeated");
    private static final List<String> TOLERATED = List.of("unreadable", "infinite");
    private static final int NEWEST = 50;

    private final Api api;
    private final String dataset;
    private final String path;

    public DatasetSchema(Api api, String dataset) {
        this.api = api;
        this.dataset = dataset;
        this.path = "/v1/datasets/" + Api.step(dataset);
    }

    public JsonNode inForce() {
        return api.get(Part.VALIDATION, path + "/schema");
    }

    /** All that the next version will be held to. */
    public JsonNode standard() {
        return api.get(Part.VALIDATION, path + "/schema/standard");
    }

    /** The newest ones. */
    public JsonNode versions() {
        return api.get(Part.VALIDATION, path + "/schema/versions?limit=" + NEWEST);
    }

    /** What the newest version keeps to; null where none was judged by the schema in force. */
    public @Nullable JsonNode proposal() {
        return api.find(Part.VALIDATION, path + "/schema/proposal");
    }

    /** @param base the version that it is made from */
    public JsonNode put(int base, JsonNode schema, String reason) {
        return api.put(
                Part.VALIDATION, path + "/schema", Map.of("schemaVersion", base, "reason", reason, "schema", schema));
    }

    /** Takes one demand on a column back. */
    public JsonNode loosen(String column, String rule, String reason) {
        var inForce = inForce();
        var schema = inForce.path("schema").deepCopy();
        var found = schema.path("columns")
                .valueStream()
                .filter(each -> each.path("name").asString("").equals(column))
                .findFirst()
                .orElseThrow(() -> new Complaint("the schema of " + dataset + " has no column "
                        + DisplayText.quoted(column) + "; ./millrace schema " + dataset + " lists them"));
        loosen((ObjectNode) found, rule);
        return put(inForce.path("schemaVersion").asInt(), schema, reason);
    }

    private static void loosen(ObjectNode column, String rule) {
        if (rule.equals("required")) {
            column.put("required", false);
        } else if (NULLABLE.contains(rule)) {
            column.putNull(rule);
        } else if (TOLERATED.contains(rule)) {
            column.putObject(rule).put("warnAbove", 1).put("blockAbove", 1);
        } else {
            throw new Complaint(
                    "there is no rule " + DisplayText.quoted(rule) + "; the rules of a column are required, "
                            + String.join(", ", NULLABLE) + ", " + String.join(", ", TOLERATED));
        }
    }

    /** Has the newest version judged again. */
    public JsonNode judgeNewest() {
        var newest = api.get(Part.INGESTION, path + "/versions?limit=1");
        if (newest.isEmpty()) {
            throw new Complaint("dataset " + dataset + " has no version");
        }
        return api.post(
                Part.VALIDATION,
                path + "/versions/" + newest.get(0).path("version").asLong() + "/judge",
                Map.of());
    }
}
