package dev.millrace.serving.prediction.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.GoldenRows;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.serving.ServingStack;
import dev.millrace.serving.inference.proto.GRPCInferenceServiceGrpc;
import dev.millrace.serving.inference.proto.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.millrace.serving.inference.proto.InferTensorContents;
import dev.millrace.serving.inference.proto.ModelInferRequest;
import dev.millrace.serving.inference.proto.ModelInferRequest.InferInputTensor;
import dev.millrace.serving.inference.proto.ModelInferResponse.InferOutputTensor;
import dev.millrace.serving.inference.proto.ModelMetadataRequest;
import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.Deployer;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServedModels;
import dev.millrace.serving.prediction.web.Calls;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What skl2onnx exports is answered in every dialect as scikit-learn answers; the tests of {@code platform/models} have the files. */
class StockModelsTests {

    private static final Path FOLDER = Path.of("../platform/models/src/test/resources/dev/millrace/models/scikit");
    private static final List<String> COLUMNS = List.of("sepal length", "sepal width", "petal length", "petal width");
    private static final MemoryStore STORE = new MemoryStore();
    private static final Map<String, List<String>> CLASSES = Map.of(
            "two", List.of("setosa", "versicolor"),
            "texts", List.of("setosa", "versicolor", "virginica"),
            "integers", List.of("0", "1", "2"),
            "number", List.of());

    @TempDir
    private static Path folder;

    private static ServingStack stack;
    private static Calls calls;
    private static ManagedChannel channel;
    private static GRPCInferenceServiceBlockingStub grpc;
    private static JsonNode recorded;

    static final class Fakes {

        @Bean
        @Primary
        MemoryStore memoryStore() {
            return STORE;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        recorded = JsonMapper.shared().readTree(Files.readAllBytes(FOLDER.resolve("expected.json")));
        stack = ServingStack.start(folder, Fakes.class);
        calls = new Calls(stack, ServingStack.READER);
        channel = ManagedChannelBuilder.forAddress(
                        "127.0.0.1", stack.bean(GrpcServer.class).port())
                .usePlaintext()
                .build();
        var headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + ServingStack.READER);
        grpc = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        stack.bean(Readiness.class).caughtUp();
        stack.bean(DecideServing.class).caughtUp();
        for (var name : CLASSES.keySet()) {
            approve(name);
        }
    }

    @AfterAll
    static void stop() {
        channel.shutdownNow();
        stack.close();
    }

    /** Trees have an answer where the width of the petal is missing; the other models have none. */
    private static void approve(String name) throws IOException {
        var signature = COLUMNS.stream()
                .map(column -> new Feature(column, Feature.Kind.NUMBER, column.equals("petal width"), "X"))
                .toList();
        var answers = scores(name).stream()
                .map(row -> CLASSES.get(name).isEmpty() ? row.getFirst().toString() : best(name, row))
                .toList();
        var rows = new ArrayList<List<@Nullable Object>>();
        rows(name).forEach(row -> rows.add(new ArrayList<>(row)));
        var graph = Files.readAllBytes(FOLDER.resolve(name + ".onnx"));
        var stored = STORE.putGraph(graph, new GoldenRows(rows, answers, scores(name)), signature, CLASSES.get(name));
        var model = new ModelName("default", name);
        stack.bean(Deployer.class).approve(Models.approval(model, 1, stored));
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stack.bean(ServedModels.class).approval(model).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String best(String name, List<Double> scores) {
        int best = 0;
        for (int place = 1; place < scores.size(); place++) {
            best = scores.get(place) > scores.get(best) ? place : best;
        }
        return CLASSES.get(name).get(best);
    }

    private static List<List<Double>> rows(String name) {
        return numbers(recorded.get(name).get("rows"));
    }

    private static List<List<Double>> scores(String name) {
        return numbers(recorded.get(name).get("scores"));
    }

    private static List<List<Double>> numbers(JsonNode rows) {
        return rows.valueStream()
                .map(row -> row.valueStream().map(JsonNode::asDouble).toList())
                .toList();
    }

    private static void assertScores(List<Double> answered, List<Double> expected) {
        assertThat(answered).hasSameSizeAs(expected);
        for (int place = 0; place < expected.size(); place++) {
            double wanted = expected.get(place);
            assertThat(answered.get(place)).isCloseTo(wanted, within(1e-5 * Math.max(1, Math.abs(wanted))));
        }
    }

    private static void assertAnswers(String name, List<String> answered) {
        assertThat(answered)
                .isEqualTo(scores(name).stream().map(row -> best(name, row)).toList());
    }

    private static Map<String, @Nullable Object> named(List<Double> row) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        IntStream.range(0, COLUMNS.size()).forEach(place -> named.put(COLUMNS.get(place), row.get(place)));
        return named;
    }

    private static Map<String, Object> columns(String name) {
        var columns = new LinkedHashMap<String, Object>();
        IntStream.range(0, COLUMNS.size())
                .forEach(place -> columns.put(
                        COLUMNS.get(place),
                        rows(name).stream().map(row -> row.get(place)).toList()));
        return columns;
    }

    private static JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return calls.answer(path, JsonMapper.shared().writeValueAsString(body));
    }

    private static List<Double> doubles(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::asDouble).toList();
    }

    private static List<String> texts(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "texts", "integers", "number"})
    void answersRows(String name) throws Exception {
        var instances = rows(name).stream().map(StockModelsTests::named).toList();

        var predictions = post("/v1/models/%s:predict".formatted(name), Map.of("instances", instances))
                .get("predictions");

        assertThat(predictions).hasSize(instances.size());
        for (int row = 0; row < instances.size(); row++) {
            var answer = predictions.get(row);
            var expected = scores(name).get(row);
            if (CLASSES.get(name).isEmpty()) {
                assertScores(List.of(answer.get("prediction").asDouble()), expected);
                assertThat(answer.has("probabilities")).isFalse();
            } else {
                assertThat(answer.get("prediction").asString()).isEqualTo(best(name, expected));
                assertThat(List.copyOf(answer.get("probabilities").propertyNames()))
                        .isEqualTo(CLASSES.get(name));
                assertScores(doubles(answer.get("probabilities")), expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "texts", "integers", "number"})
    void answersColumns(String name) throws Exception {
        var outputs = post("/v1/models/%s:predict".formatted(name), Map.of("inputs", columns(name)))
                .get("outputs");

        if (CLASSES.get(name).isEmpty()) {
            assertScores(doubles(outputs.get("prediction")), flat(name));
        } else {
            assertAnswers(name, texts(outputs.get("prediction")));
            for (int row = 0; row < rows(name).size(); row++) {
                assertScores(
                        doubles(outputs.get("probabilities").get(row)),
                        scores(name).get(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "texts", "integers", "number"})
    void answersExamples(String name) throws Exception {
        var examples = rows(name).stream().map(StockModelsTests::named).toList();
        var verb = CLASSES.get(name).isEmpty() ? "regress" : "classify";

        var results = post("/v1/models/%s:%s".formatted(name, verb), Map.of("examples", examples))
                .get("results");

        if (CLASSES.get(name).isEmpty()) {
            assertScores(doubles(results), flat(name));
        } else {
            for (int row = 0; row < examples.size(); row++) {
                var pairs = results.get(row).valueStream().toList();
                assertThat(pairs.stream().map(pair -> pair.get(0).asString()).toList())
                        .isEqualTo(CLASSES.get(name));
                assertScores(
                        pairs.stream().map(pair -> pair.get(1).asDouble()).toList(),
                        scores(name).get(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "texts", "integers", "number"})
    void answersTensors(String name) throws Exception {
        int size = rows(name).size();
        var inputs = columns(name).entrySet().stream()
                .map(column -> Map.of(
                        "name", column.getKey(),
                        "shape", List.of(size, 1),
                        "datatype", "FP32",
                        "data", column.getValue()))
                .toList();

        var outputs = post("/v2/models/%s/infer".formatted(name), Map.of("inputs", inputs))
                .get("outputs");

        assertThat(outputs.get(0).get("name").asString()).isEqualTo("prediction");
        assertThat(outputs.get(0).get("shape").toString()).isEqualTo("[%d]".formatted(size));
        if (CLASSES.get(name).isEmpty()) {
            assertScores(doubles(outputs.get(0).get("data")), flat(name));
            assertThat(outputs.get(1).get("name").asString()).isEqualTo("predictionId");
        } else {
            assertAnswers(name, texts(outputs.get(0).get("data")));
            assertThat(outputs.get(1).get("name").asString()).isEqualTo("probabilities");
            assertThat(outputs.get(1).get("shape").toString())
                    .isEqualTo("[%d,%d]".formatted(size, CLASSES.get(name).size()));
            assertScores(doubles(outputs.get(1).get("data")), flat(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "texts", "integers", "number"})
    void answersTensorsOverGrpc(String name) {
        var request = ModelInferRequest.newBuilder().setModelName(name);
        for (int place = 0; place < COLUMNS.size(); place++) {
            var contents = InferTensorContents.newBuilder();
            for (var row : rows(name)) {
                contents.addFp32Contents(row.get(place).floatValue());
            }
            request.addInputs(InferInputTensor.newBuilder()
                    .setName(COLUMNS.get(place))
                    .setDatatype("FP32")
                    .addShape(rows(name).size())
                    .setContents(contents));
        }

        var outputs = grpc.modelInfer(request.build()).getOutputsList();

        assertThat(outputs.getFirst().getName()).isEqualTo("prediction");
        assertThat(outputs.getFirst().getShapeList())
                .containsExactly((long) rows(name).size());
        if (CLASSES.get(name).isEmpty()) {
            assertScores(numbers(outputs.getFirst()), flat(name));
        } else {
            assertAnswers(
                    name,
                    outputs.getFirst().getContents().getBytesContentsList().stream()
                            .map(text -> text.toStringUtf8())
                            .toList());
            assertThat(outputs.get(1).getName()).isEqualTo("probabilities");
            assertThat(outputs.get(1).getShapeList())
                    .containsExactly(
                            (long) rows(name).size(), (long) CLASSES.get(name).size());
            assertScores(numbers(outputs.get(1)), flat(name));
        }
    }

    private static List<Double> numbers(InferOutputTensor tensor) {
        return tensor.getContents().getFp64ContentsList();
    }

    private static List<Double> flat(String name) {
        return scores(name).stream().flatMap(List::stream).toList();
    }

    @Test
    void tellsColumnsAndClasses() throws Exception {
        var metadata = calls.answer("/v2/models/texts");

        assertThat(metadata.get("inputs").get(0).toString())
                .isEqualTo("{\"name\":\"sepal length\",\"datatype\":\"FP64\",\"shape\":[-1,1]}");
        assertThat(metadata.get("inputs")).hasSize(4);
        assertThat(metadata.get("outputs").get(1).toString())
                .isEqualTo("{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[-1,3]}");
        assertThat(metadata.get("properties").get("task").asString()).isEqualTo("multiclass-classification");
        assertThat(metadata.get("properties").get("classes").asString())
                .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
        var overGrpc = grpc.modelMetadata(
                ModelMetadataRequest.newBuilder().setName("integers").build());
        assertThat(overGrpc.getPropertiesMap()).containsEntry("classes", "[\"0\",\"1\",\"2\"]");
        assertThat(overGrpc.getOutputs(1).getShapeList()).containsExactly(-1L, 3L);
        var number = calls.answer("/v2/models/number");
        assertThat(number.get("outputs").get(0).toString())
                .isEqualTo("{\"name\":\"prediction\",\"datatype\":\"FP64\",\"shape\":[-1]}");
        assertThat(number.get("properties").toString()).isEqualTo("{\"task\":\"regression\"}");
        var signatures = calls.answer("/v1/models/texts/metadata").at("/metadata/signature_def/signature_def");
        assertThat(signatures
                        .at("/serving_default/outputs/probabilities/tensor_shape/dim/1/size")
                        .asString())
                .isEqualTo("3");
    }

    @Test
    void takesMissingAndUnknownValuesAsItDoesOfItsOwnModels() throws Exception {
        var row = named(rows("texts").getFirst());
        row.put("petal width", null);
        var missing = post("/v1/models/texts:predict", Map.of("instances", List.of(row)));
        row.remove("petal width");
        var leftOut = post("/v1/models/texts:predict", Map.of("instances", List.of(row)));
        assertThat(missing.at("/predictions/0/probabilities")).isEqualTo(leftOut.at("/predictions/0/probabilities"));
        assertThat(missing.at("/predictions/0/prediction").asString()).isIn(CLASSES.get("texts"));

        row.put("petal length", "4.5");
        assertThat(post("/v1/models/texts:predict", Map.of("instances", List.of(row)))
                        .get("predictions"))
                .hasSize(1);
        row.put("petal length", "long");
        assertRefused("texts", row, "FEATURE_TYPE");
        row.put("petal length", null);
        assertRefused("texts", row, "FEATURE_NULL");
        row.remove("petal length");
        assertRefused("texts", row, "FEATURE_MISSING");
        row.put("petal length", 4.5);
        row.put("colour", "blue");
        assertRefused("texts", row, "FEATURE_UNKNOWN");
    }

    @Test
    void refusesARowForWhichTheModelHasNoNumber() throws Exception {
        var row = named(rows("integers").getFirst());
        row.put("petal width", null);

        assertRefused("integers", row, "SCORE_NOT_FINITE");
    }

    private static void assertRefused(String model, Map<String, @Nullable Object> row, String code) throws Exception {
        var body = JsonMapper.shared().writeValueAsString(Map.of("instances", List.of(row)));
        Calls.assertProblem(calls.post("/v1/models/%s:predict".formatted(model), body), 400, code);
    }
}
