package dev.millrace.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole service: a person looks at a schema, corrects it, and has a rejected version judged again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectingTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USUAL =
            "SELECT (i % 40)::DOUBLE AS fare, ['Cash', 'Card'][i % 2 + 1] AS payment FROM range(200) t(i)";

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Arrivals arrivals;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        service = new RunningService(directory);
        arrivals = new Arrivals(service, directory);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void acceptsAProposalAndJudgesTheRejectedVersionAgain() throws Exception {
        service.told(Topics.DATA_VALIDATED, arrivals.arrive("flipped", 1, USUAL));
        var second = service.told(
                Topics.DATA_REJECTED, arrivals.arrive("flipped", 2, USUAL.replace("(i % 40)", "(1 - i % 40)")));
        assertThat(second.getFindings()).first().satisfies(finding -> {
            assertThat(finding.getCode()).isEqualTo("BELOW_MIN");
            assertThat(finding.getAdvice()).contains("millrace schema flipped accept");
        });
        assertThat(post("/v1/datasets/flipped/versions/2/judge").body()).contains("SCHEMA_UNCHANGED");
        assertThat(post("/v1/datasets/flipped/versions/1/judge").body()).contains("NOT_NEWEST");

        var proposal = get("/v1/datasets/flipped/schema/proposal");
        assertThat(proposal.path("version").asLong()).isEqualTo(2);
        assertThat(proposal.path("usable").asBoolean()).isFalse();
        assertThat(proposal.path("changes").toString()).contains("\"rule\":\"negative\"");
        var put = put("flipped", 1, "refunds exist", proposal.path("schema"));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

        var again = post("/v1/datasets/flipped/versions/2/judge");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        var validated = service.told(
                Topics.DATA_VALIDATED,
                JSON.readTree(again.body()).path("cascadeId").asString());

        assertThat(validated.getVersion()).isEqualTo(2);
        assertThat(validated.getSchemaVersion()).isEqualTo(2);
        assertThat(get("/v1/datasets/flipped/versions/2/report").path("usable").asBoolean())
                .isTrue();
        assertThat(post("/v1/datasets/flipped/versions/2/judge").body()).contains("ALREADY_USABLE");
        assertThat(post("/v1/datasets/flipped/versions/9/judge").statusCode()).isEqualTo(404);
        var inForce = get("/v1/datasets/flipped/schema");
        assertThat(inForce.path("by").asString()).isEqualTo("tester");
        assertThat(inForce.path("reason").asString()).isEqualTo("refunds exist");
        assertThat(inForce.path("corrected").asBoolean()).isTrue();
        var versions =
                get("/v1/datasets/flipped/schema/versions?limit=1&below=2").path("versions");
        assertThat(versions.size()).isEqualTo(1);
        assertThat(versions.get(0).path("by").asString()).isEqualTo("validation");
        assertThat(get("/v1/datasets/flipped/schema/versions/1")
                        .path("schemaVersion")
                        .asInt())
                .isEqualTo(1);

        service.told(Topics.DATA_VALIDATED, arrivals.arrive("flipped", 3, USUAL));
    }

    @Test
    void rejectsAgainWhatTheCorrectionDidNotCure() throws Exception {
        service.told(Topics.DATA_VALIDATED, arrivals.arrive("still", 1, USUAL));
        service.told(Topics.DATA_REJECTED, arrivals.arrive("still", 2, "SELECT payment FROM (%s)".formatted(USUAL)));
        var schema = (ObjectNode) get("/v1/datasets/still/schema").path("schema");
        ((ObjectNode) schema.path("columns").get(1)).putNull("domain");
        assertThat(put("still", 1, "another column", schema).statusCode()).isEqualTo(200);

        var again = post("/v1/datasets/still/versions/2/judge");
        var rejected = service.told(
                Topics.DATA_REJECTED,
                JSON.readTree(again.body()).path("cascadeId").asString());

        assertThat(rejected.getSchemaVersion()).isEqualTo(2);
        assertThat(post("/v1/datasets/still/versions/2/judge").body()).contains("SCHEMA_UNCHANGED");
    }

    @Test
    void letsTheFirstOfTwoCorrectionsCount() throws Exception {
        service.told(Topics.DATA_VALIDATED, arrivals.arrive("twice", 1, USUAL));
        var schema = (ObjectNode) get("/v1/datasets/twice/schema").path("schema");
        ((ObjectNode) schema.path("columns").get(0)).putNull("negative");

        assertThat(put("twice", 1, "one", schema).statusCode()).isEqualTo(200);
        assertThat(put("twice", 1, "the same again, as where an answer was lost", schema)
                        .body())
                .contains("\"schemaVersion\":2", "\"reason\":\"one\"");
        ((ObjectNode) schema.path("columns").get(0)).putNull("range");
        var late = put("twice", 1, "two", schema);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("SCHEMA_CHANGED", "\"schemaVersion\":2");
    }

    @Test
    void holdsVersionsToASchemaThatWasThereBeforeThem() throws Exception {
        var schema = """
                {"rows": {"min": 1, "minRatio": 0.1, "maxRatio": 10}, "columns": [
                  {"name": "payment", "type": "STRING", "required": true, "unreadable": {"warnAbove": 0, "blockAbove": 0.01},
                   "domain": {"values": ["Cash"], "outside": {"warnAbove": 0, "blockAbove": 0.1}},
                   "infinite": {"warnAbove": 0, "blockAbove": 1}}]}""";
        var put = put("ahead", 0, "agreed with the producer", JSON.readTree(schema));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

        var first = service.told(Topics.DATA_REJECTED, arrivals.arrive("ahead", 1, USUAL));

        assertThat(first.getSchemaVersion()).isEqualTo(1);
        assertThat(first.getFindings())
                .first()
                .satisfies(finding -> assertThat(finding.getObserved()).contains("\"Card\" (100)"));
    }

    @Test
    void refusesWhatIsNoSchema() throws Exception {
        assertThat(refused("{\"reason\": \"x\", \"schema\": %s}")).contains("VERSION_REQUIRED");
        assertThat(refused("{\"schemaVersion\": 0, \"schema\": %s}")).contains("REASON_REQUIRED");
        assertThat(refused("{\"schemaVersion\": 0, \"reason\": \"x\"}")).contains("SCHEMA_INVALID");
        assertThat(refused("{\"schemaVersion\": 0, \"reason\": \"x\", \"schema\": {\"rows\": null, \"columns\": []}}"))
                .contains("VALUE_INVALID", "rows is missing");
        var twice = "{\"schemaVersion\": 0, \"reason\": \"x\", \"schema\": %s}";
        assertThat(refused(twice)).contains("SCHEMA_INVALID", "/schema/columns/1/name");
        assertThat(refused(twice.replace("}", ", \"more\": 1}"))).contains("UNKNOWN_FIELD");
    }

    private String refused(String body) throws Exception {
        var column = "{\"name\": \"a\", \"unreadable\": {\"warnAbove\": 0, \"blockAbove\": 1},"
                + " \"infinite\": {\"warnAbove\": 0, \"blockAbove\": 1}, \"required\": true}";
        var schema = "{\"rows\": {\"min\": 1, \"minRatio\": 0.1, \"maxRatio\": 10}, \"columns\": [%s, %s]}"
                .formatted(column, column);
        var answer =
                service.send("PUT", "/v1/datasets/wrong/schema", body.contains("%s") ? body.formatted(schema) : body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        return answer.body();
    }

    private HttpResponse<String> put(String dataset, int version, String reason, JsonNode schema) throws Exception {
        var body = JSON.createObjectNode().put("schemaVersion", version).put("reason", reason);
        body.set("schema", schema);
        return service.send("PUT", "/v1/datasets/" + dataset + "/schema", body.toString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return service.send("POST", path, "");
    }

    private JsonNode get(String path) throws Exception {
        var response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
