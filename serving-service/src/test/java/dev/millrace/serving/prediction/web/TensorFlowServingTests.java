package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.serving.ServingStack;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.Deployer;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.Models.TwiceTheFare;
import dev.millrace.serving.model.Predictors;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.VersionState;
import dev.millrace.serving.prediction.Choice;
import dev.millrace.serving.prediction.Predict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

class TensorFlowServingTests {

    private static final String CLASSES = "/v1/models/taxi-tips";
    private static final String NUMBERS = "/v1/models/fares";
    private static final ModelName FARES = new ModelName("default", "fares");
    private static final ModelName LOST = new ModelName("default", "lost");
    private static final MemoryStore STORE = new MemoryStore();

    @TempDir
    private static Path folder;

    private static ServingStack stack;
    private static Calls calls;

    static final class Fakes {

        @Bean
        @Primary
        MemoryStore memoryStore() {
            return STORE;
        }

        @Bean
        @Primary
        Predictors byFare() {
            return (modelPackage, graph) ->
                    modelPackage.target().classes().isEmpty() ? new TwiceTheFare() : new ByFare(1);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        stack = ServingStack.start(folder, Fakes.class);
        calls = new Calls(stack, ServingStack.READER);
        stack.bean(Readiness.class).caughtUp();
        stack.bean(DecideServing.class).caughtUp();
        approve(Models.approval(3, STORE.putModel("graph", 1)), VersionState.Status.AVAILABLE);
        approve(Models.approval(FARES, 1, STORE.putNumberModel("numbers")), VersionState.Status.AVAILABLE);
        var lost = STORE.putModel("lost", 1);
        STORE.remove(lost);
        approve(Models.approval(LOST, 2, lost), VersionState.Status.FAILED);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void approve(Approval approval, VersionState.Status until) {
        stack.bean(Deployer.class).approve(approval);
        var predict = stack.bean(Predict.class);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (predict.states(new Choice(approval.name(), null, null)).stream()
                .noneMatch(state -> state.status() == until)) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void answersColumnsWithColumns() throws Exception {
        var answer = calls.answer(CLASSES + ":predict", """
                {"signature_name": "serving_default",
                 "inputs": {"fare": [80, [10]], "company": [{"b64": "Qmx1ZQ=="}, null], "shared": [true, 0]}}""");

        var outputs = answer.get("outputs");
        assertThat(texts(outputs.get("prediction"))).containsExactly("1", "0");
        assertThat(texts(outputs.get("probabilities").get(0))).containsExactly("0.19999999", "0.8");
        assertThat(texts(outputs.get("probabilities").get(1))).containsExactly("0.9", "0.1");
        assertThat(outputs.get("predictionId")).hasSize(2);
        assertThat(answer.get("version").asInt()).isEqualTo(3);
        assertThat(answer.has("predictions")).isFalse();
    }

    @Test
    void answersColumnsWithNumbersWhereTheModelPredictsOne() throws Exception {
        var outputs = calls.answer(NUMBERS + ":predict", "{\"inputs\": {\"fare\": [80.5, \"10\"]}}")
                .get("outputs");

        assertThat(texts(outputs.get("prediction"))).containsExactly("161.0", "20.0");
        assertThat(outputs.has("probabilities")).isFalse();
    }

    @Test
    void readsTextsThatAreWrittenAsBytes() throws Exception {
        var answer = calls.answer(
                CLASSES + ":predict", "{\"instances\": [{\"fare\": 80, \"company\": {\"b64\": \"w4k=\"}}]}");

        assertThat(answer.get("predictions")).hasSize(1);
    }

    @Test
    void leavesOutColumnsOfAnyFormThatTheModelDoesNotHave() throws Exception {
        var columns = calls.answerOfKnownColumns(NUMBERS + ":predict", """
                {"inputs": {"fare": [80.5, 10], "trace": [{"id": {"of": [1, 2]}}, [[3], [4]]]}}""");
        var examples = calls.answerOfKnownColumns(CLASSES + ":classify", """
                {"examples": [{"fare": 80, "trace": {"id": [1, {"of": 2}]}}], "context": {"tags": [[1], [2]]}}""");

        assertThat(texts(columns.get("outputs").get("prediction"))).containsExactly("161.0", "20.0");
        assertThat(examples.get("results").toString()).isEqualTo("[[[\"0\",0.19999999],[\"1\",0.8]]]");
    }

    @Test
    void classifiesExamplesWithWhatTheyHaveInCommon() throws Exception {
        var answer = calls.answer(CLASSES + ":classify", """
                {"examples": [{}, {"fare": [10], "company": "Red"}], "context": {"fare": 80, "company": ["Blue"]}}""");

        assertThat(answer.get("results").toString())
                .isEqualTo("[[[\"0\",0.19999999],[\"1\",0.8]],[[\"0\",0.9],[\"1\",0.1]]]");
        assertThat(answer.get("result")).isEqualTo(answer.get("results"));
        assertThat(answer.get("predictionIds")).hasSize(2);
    }

    @Test
    void answersExamplesWithTheirNumbers() throws Exception {
        var answer = calls.answer(
                NUMBERS + "/labels/champion:regress",
                "{\"signature_name\": \"regression\", \"examples\": [{\"fare\": 80}, {\"fare\": 10}]}");

        assertThat(answer.get("results").toString()).isEqualTo("[160.0,20.0]");
        assertThat(answer.get("result")).isEqualTo(answer.get("results"));
    }

    @Test
    void saysHowToAskAModelThatPredictsSomethingElse() throws Exception {
        Calls.assertProblem(calls.post(NUMBERS + ":classify", "{\"examples\": [{\"fare\": 1}]}"), 400, "TASK_MISMATCH");
        Calls.assertProblem(calls.post(CLASSES + ":regress", "{\"examples\": [{\"fare\": 1}]}"), 400, "TASK_MISMATCH");
    }

    @Test
    void tellsTheStateOfVersionsWithTheFieldsOfBothProtocols() throws Exception {
        for (var path : List.of(CLASSES, CLASSES + "/versions/3", CLASSES + "/labels/champion")) {
            var answer = calls.answer(path);

            assertThat(answer.get("name").asString()).isEqualTo("taxi-tips");
            assertThat(answer.get("ready").asBoolean()).isTrue();
            assertThat(answer.get("model_version_status").toString())
                    .isEqualTo("[{\"version\":\"3\",\"state\":\"AVAILABLE\","
                            + "\"status\":{\"error_code\":\"OK\",\"error_message\":\"\"}}]");
        }
        Calls.assertProblem(calls.get(CLASSES + "/versions/4"), 404, "MODEL_NOT_FOUND");
        Calls.assertProblem(calls.get(CLASSES + "/labels/canary"), 404, "MODEL_NOT_FOUND");
        Calls.assertProblem(calls.get("/v1/models/other"), 404, "MODEL_NOT_FOUND");
    }

    @Test
    void saysWhyAVersionIsNotAnsweredWith() throws Exception {
        var answer = calls.answer("/v1/models/lost");

        assertThat(answer.get("ready").asBoolean()).isFalse();
        var version = answer.get("model_version_status").get(0);
        assertThat(version.get("version").asString()).isEqualTo("2");
        assertThat(version.get("state").asString()).isEqualTo("END");
        assertThat(version.get("status").get("error_code").asString()).isEqualTo("FAILED_PRECONDITION");
        assertThat(version.get("status").get("error_message").asString()).startsWith("ARTIFACT_MISSING: ");
        Calls.assertProblem(calls.post("/v1/models/lost:predict", "{}"), 503, "NO_ACTIVE_MODEL");
    }

    @Test
    void tellsTheSignatures() throws Exception {
        var answer = calls.answer(CLASSES + "/versions/3/metadata");

        assertThat(answer.get("model_spec").toString())
                .isEqualTo("{\"name\":\"taxi-tips\",\"signature_name\":\"\",\"version\":\"3\"}");
        var signatures = answer.get("metadata").get("signature_def").get("signature_def");
        var predict = signatures.get("serving_default");
        assertThat(predict.get("method_name").asString()).isEqualTo("tensorflow/serving/predict");
        assertThat(predict.get("inputs").get("fare").get("dtype").asString()).isEqualTo("DT_DOUBLE");
        assertThat(predict.get("inputs").get("company").get("dtype").asString()).isEqualTo("DT_STRING");
        assertThat(predict.get("outputs")
                        .get("probabilities")
                        .get("tensor_shape")
                        .get("dim")
                        .toString())
                .isEqualTo("[{\"size\":\"-1\",\"name\":\"\"},{\"size\":\"2\",\"name\":\"\"}]");
        assertThat(signatures.has("classification")).isTrue();
        assertThat(calls.answer(NUMBERS + "/metadata")
                        .get("metadata")
                        .get("signature_def")
                        .get("signature_def")
                        .has("regression"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ":predict | {\"inputs\": {\"fare\": [1]}, \"instances\": []} | ROWS_AND_COLUMNS",
                ":predict | {\"inputs\": [[1, true, null]]} | COLUMNS_FORM",
                ":predict | {\"inputs\": {\"fare\": 1}} | TENSOR_SHAPE",
                ":predict | {\"inputs\": {\"fare\": [[1, 2]]}} | TENSOR_SHAPE",
                ":predict | {\"inputs\": {\"fare\": [1], \"shared\": [true, false]}} | TENSOR_SHAPE",
                ":predict | {\"inputs\": {\"fare\": [NaN]}} | NUMBER_NOT_FINITE",
                ":predict | {\"inputs\": {\"fare\": [\"12 km\"]}} | FEATURE_TYPE",
                ":predict | {\"inputs\": {\"fare\": [1], \"company\": [{\"b64\": \"?\"}]}} | JSON_TYPE",
                ":predict | {\"inputs\": {\"fare\": [1], \"tips\": [1]}} | FEATURE_UNKNOWN",
                ":predict | {\"inputs\": {\"fare\": [1], \"tips\": [{\"a\": [1]}]}} | FEATURE_UNKNOWN",
                ":predict | {\"inputs\": {}} | ROWS_MISSING",
                ":predict | {\"instances\": [{\"fare\": {\"b64\": \"MQ==\"}}]} | FEATURE_TYPE",
                ":predict | {\"instances\": [{\"fare\": 1, \"company\": {\"b64\": \"/w==\"}}]} | FEATURE_TYPE",
                ":predict | {\"signature_name\": \"other\", \"instances\": [{\"fare\": 1}]} | SIGNATURE_UNKNOWN",
                ":classify | {\"signature_name\": \"regression\", \"examples\": []} | SIGNATURE_UNKNOWN",
                ":classify | | BODY_EMPTY",
                ":classify | [] | EXAMPLES_MISSING",
                ":classify | {} | EXAMPLES_MISSING",
                ":classify | {\"examples\": []} | ROWS_MISSING",
                ":classify | {\"examples\": [1]} | ROW_FORM",
                ":classify | {\"examples\": [{\"fare\": [1, 2]}]} | TENSOR_SHAPE",
                ":classify | {\"examples\": [{\"fare\": 1, \"fare\": 2}]} | JSON_DUPLICATE_KEY",
                ":classify | {\"examples\": [{\"shared\": true}]} | FEATURE_MISSING",
                ":classify | {\"examples\": [{\"fare\": 1}], \"context\": {\"tips\": 1}} | FEATURE_UNKNOWN",
                ":classify | {\"examples\": [{\"fare\": 1}]} 1 | JSON_MALFORMED",
            })
    void refuses(String what, String body, String code) throws Exception {
        Calls.assertProblem(calls.post(CLASSES + what, body == null ? "" : body), 400, code);
    }
}
