package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.serving.ServingStack;
import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.Deployer;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.Predictors;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DialectTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PREDICT = "/v1/models/taxi-tips:predict";
    private static final String INFER = "/v2/models/taxi-tips/infer";
    private static final MemoryStore STORE = new MemoryStore();

    @TempDir
    private static Path folder;

    private static ServingStack stack;

    static final class Fakes {

        @Bean
        @Primary
        MemoryStore memoryStore() {
            return STORE;
        }

        @Bean
        @Primary
        Predictors byFare() {
            return (modelPackage, graph) -> new ByFare(1);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        stack = ServingStack.start(folder, Fakes.class);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void approve(long generation) {
        stack.bean(Deployer.class).approve(Models.approval(generation, STORE.putModel("graph " + generation, 1)));
        var served = stack.bean(ServedModels.class);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (served.approval(Models.TAXI).stream().noneMatch(current -> current.generation() == generation)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stack.url() + path))
                .header("Authorization", "Bearer " + ServingStack.READER);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).get("code").asString()).isEqualTo(code);
        assertThat(json(response).get("status").asInt()).isEqualTo(status);
        assertThat(json(response).get("error").asString()).isNotEmpty();
    }

    @Test
    @Order(1)
    void asksToComeBackWhileNoModelIsActive() throws Exception {
        var response = post(PREDICT, "{\"instances\": [{\"fare\": 80}]}");

        assertProblem(response, 503, "NO_ACTIVE_MODEL");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.headers().firstValue("Millrace-Stale")).hasValue("true");
        assertThat(get("/v2/health/ready").statusCode()).isEqualTo(503);
        stack.bean(Readiness.class).caughtUp();
        stack.bean(DecideServing.class).caughtUp();
        approve(1);
    }

    @Test
    @Order(2)
    void predictsRowsAndNamesTheVersion() throws Exception {
        var response = post(PREDICT, "{\"instances\": [{\"fare\": 80, \"company\": \"Blue\"}, [10, true, null]]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Millrace-Stale")).isEmpty();
        var predictions = json(response).get("predictions");
        assertThat(predictions.get(0).get("prediction").asString()).isEqualTo("1");
        assertThat(predictions.get(0).get("probabilities").get("1").asString()).isEqualTo("0.8");
        assertThat(predictions.get(1).get("prediction").asString()).isEqualTo("0");
        assertThat(predictions.get(0).get("predictionId").asString())
                .startsWith("0-")
                .isNotEqualTo(predictions.get(1).get("predictionId").asString());
        assertThat(json(response).get("model").asString()).isEqualTo("taxi-tips");
        assertThat(json(response).get("version").asInt()).isEqualTo(1);
        assertThat(json(response).get("generation").asInt()).isEqualTo(1);
        assertThat(json(response).get("role").asString()).isEqualTo("CHAMPION");
    }

    @Test
    @Order(3)
    void letsNobodyInWithoutATokenOfAViewer() throws Exception {
        var body = BodyPublishers.ofString("{}");
        var none = HttpRequest.newBuilder(URI.create(stack.url() + PREDICT)).POST(body);
        var wrong = HttpRequest.newBuilder(URI.create(stack.url() + INFER))
                .header("Authorization", "Bearer " + ServingStack.STRANGER)
                .POST(body);

        assertProblem(send(none), 401, "TOKEN_REQUIRED");
        assertProblem(send(wrong), 403, "ROLE_REQUIRED");
    }

    @Test
    @Order(3)
    void tellsProbesWithoutAToken() throws Exception {
        var live = send(HttpRequest.newBuilder(URI.create(stack.url() + "/v2/health/live")));

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(json(live).get("live").asBoolean()).isTrue();
        assertThat(json(get("/v2/health/ready")).get("ready").asBoolean()).isTrue();
    }

    @Test
    @Order(3)
    void refusesWhatIsWrongWithItsPlace() throws Exception {
        assertProblem(post(PREDICT, ""), 400, "BODY_EMPTY");
        assertProblem(post(PREDICT, "{\"instances\": ["), 400, "JSON_MALFORMED");
        assertThat(json(post(PREDICT, "{\"instances\": [")).get("line").asInt()).isEqualTo(1);
        assertProblem(post(PREDICT, "[".repeat(10_000)), 400, "INSTANCES_MISSING");
        assertProblem(post(PREDICT, "{\"instances\": [{\"fare\": " + "[".repeat(10_000)), 400, "FEATURE_TYPE");
        assertProblem(post(PREDICT, "{\"parameters\": " + "[".repeat(10_000)), 400, "JSON_TOO_DEEP");
        assertProblem(
                post(PREDICT, "{\"instances\": [{\"fare\": " + "1".repeat(10_000) + "}]}"), 400, "NUMBER_TOO_LONG");
        assertProblem(post(PREDICT, "{\"instances\": [{\"fare\": 1, \"tips\": 2}]}"), 400, "FEATURE_UNKNOWN");
        assertProblem(
                post(PREDICT, "{\"instances\": [" + "[1,true,null],".repeat(1000) + "[1,true,null]]}"),
                413,
                "BATCH_TOO_LARGE");
        assertProblem(post(PREDICT, "x".repeat(9_000_000)), 413, "BODY_TOO_LARGE");
        assertProblem(post("/v1/models/unknown:predict", "{}"), 404, "MODEL_NOT_FOUND");
        assertThat(post("/v1/models/taxi-tisp:predict", "{}").body()).contains("did you mean taxi-tips?");
        assertProblem(post("/v1/models/taxi-tips/versions/7:predict", "{}"), 404, "MODEL_NOT_FOUND");
        assertProblem(get("/v1/models/taxi-tips/other"), 404, "NOT_FOUND");
        assertProblem(post(PREDICT, "{\"instances\": [], \"instances\": []}"), 400, "JSON_DUPLICATE_KEY");
        assertProblem(post(INFER, "{\"inputs\": ["), 400, "JSON_MALFORMED");
    }

    @Test
    @Order(3)
    void namesTheMethodThatAPathTakes() throws Exception {
        assertAllowed(get(PREDICT), "POST");
        assertAllowed(get(INFER), "POST");
        assertAllowed(get("/v2/repository/index"), "POST");
        assertAllowed(post("/v1/models/taxi-tips", "{}"), "GET");
        assertAllowed(post("/v2/models/taxi-tips/ready", "{}"), "GET");
        assertAllowed(send(request("/v2").DELETE()), "GET");
    }

    private static void assertAllowed(HttpResponse<String> response, String method) {
        assertProblem(response, 405, "METHOD_NOT_ALLOWED");
        assertThat(response.headers().firstValue("Allow")).hasValue(method);
    }

    @Test
    @Order(3)
    void answersInBinaryFormWhereThatIsAskedFor() throws Exception {
        var response =
                CLIENT.send(request(INFER).POST(BodyPublishers.ofString("""
                                {"parameters": {"binary_data_output": true},
                                 "inputs": [{"name": "fare", "shape": [2], "datatype": "FP64", "data": [80, 10]}],
                                 "outputs": [{"name": "prediction"}, {"name": "probabilities"},
                                   {"name": "predictionId", "parameters": {"binary_data": false}}]}""")).build(), BodyHandlers.ofByteArray());

        int header = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        var outputs = JsonMapper.shared()
                .readTree(Arrays.copyOf(response.body(), header))
                .get("outputs");
        assertThat(binarySize(outputs.get(0))).isEqualTo(10);
        assertThat(binarySize(outputs.get(1))).isEqualTo(4 * Double.BYTES);
        assertThat(outputs.get(2).get("data")).hasSize(2);
        var binary = ByteBuffer.wrap(response.body(), header, response.body().length - header)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(binary.remaining()).isEqualTo(10 + 4 * Double.BYTES);
        assertThat(binary.getInt()).isEqualTo(1);
        assertThat(binary.get()).isEqualTo((byte) '1');
        assertThat(binary.getInt()).isEqualTo(1);
        assertThat(binary.get()).isEqualTo((byte) '0');
        assertThat(binary.getDouble()).isEqualTo((float) 0.2, within(1e-6));
        assertThat(binary.getDouble()).isEqualTo((float) 0.8, within(1e-6));
    }

    private static int binarySize(JsonNode output) {
        assertThat(output.has("data")).isFalse();
        return output.get("parameters").get("binary_data_size").asInt();
    }

    @Test
    @Order(3)
    void leavesOutColumnsWhenAskedAndSaysWhich() throws Exception {
        var response = send(request(PREDICT)
                .header("Millrace-Unknown-Columns", "ignore")
                .POST(BodyPublishers.ofString("{\"instances\": [{\"fare\": 1, \"tips\": 2}]}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Millrace-Ignored-Columns")).hasValue("tips");
    }

    @Test
    @Order(3)
    void speaksTheOpenInferenceProtocol() throws Exception {
        var response = post(INFER, """
                {"id": "7", "inputs": [{"name": "fare", "shape": [2, 1], "datatype": "FP64", "data": [80, 10]}],
                 "outputs": [{"name": "label"}, {"name": "probabilities"}]}""");

        assertThat(response.statusCode()).isEqualTo(200);
        var answer = json(response);
        assertThat(answer.get("id").asString()).isEqualTo("7");
        assertThat(answer.get("model_version").asString()).isEqualTo("1");
        assertThat(answer.get("parameters").get("role").asString()).isEqualTo("CHAMPION");
        assertThat(answer.get("outputs").get(0).get("data").toString()).isEqualTo("[\"1\",\"0\"]");
        assertThat(answer.get("outputs").get(1).get("shape").toString()).isEqualTo("[2,2]");
        assertThat(json(get("/v2/models/taxi-tips"))
                        .get("inputs")
                        .get(1)
                        .get("datatype")
                        .asString())
                .isEqualTo("BOOL");
        assertThat(json(get("/v2")).get("extensions").toString())
                .isEqualTo("[\"binary_tensor_data\",\"model_repository\"]");
        assertThat(get("/v2/models/taxi-tips/versions/1/ready").statusCode()).isEqualTo(200);
        assertThat(json(post("/v2/repository/index", "")).get(0).get("state").asString())
                .isEqualTo("READY");
        assertThat(json(get("/v1/models")).get("models").toString()).isEqualTo("[\"taxi-tips\"]");
        assertThat(json(get("/v1/models/taxi-tips")).get("ready").asBoolean()).isTrue();
    }

    @Test
    @Order(3)
    void documentsEachOfItsRoutesAndNoOther() throws Exception {
        stack.assertDocumented();
        assertThat(json(get("/openapi.json")).get("info").get("title").asString())
                .isEqualTo("Millrace serving");
        assertThat(json(get("/openapi.json")).get("paths").propertyNames())
                .contains(PREDICT.replace("taxi-tips", "{model}"), INFER.replace("taxi-tips", "{model}"), "/v2");
        for (var route : json(get("/openapi.json")).get("paths").properties()) {
            var path = route.getKey()
                    .replace("{model}", "taxi-tips")
                    .replace("{version}", "1")
                    .replace("{label}", "champion");
            if (path.startsWith("/v1/models") || path.startsWith("/v2")) {
                var answer = route.getValue().has("get") ? get(path) : post(path, "{}");
                assertThat(answer.body()).as(path).doesNotContain("\"NOT_FOUND\"");
            }
        }
    }

    @Test
    @Order(4)
    void saysThatAVersionWasReplaced() throws Exception {
        approve(2);

        assertProblem(post("/v1/models/taxi-tips/versions/1:predict", "{}"), 410, "MODEL_RETIRED");
        var status = json(get("/v1/models/taxi-tips/versions/2"));
        assertThat(status.get("version").asInt()).isEqualTo(2);
        assertThat(status.get("role").asString()).isEqualTo("CHAMPION");
    }
}
