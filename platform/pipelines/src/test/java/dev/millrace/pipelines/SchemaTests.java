package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema for editors says what the parser says, as far as a schema can. */
class SchemaTests {

    private static final String TEXT = PipelineSpecsTests.resource("/dev/millrace/pipelines/pipeline.schema.json");
    private static final JsonNode JSON = JsonMapper.shared().readTree(TEXT);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);

    /** What one value or one mapping shows; the other codes need two places, or the text before YAML has read it. */
    private static final Set<String> STRUCTURAL = Set.of(
            "CANDIDATES_EMPTY",
            "DUPLICATE",
            "GATES_EMPTY",
            "METRIC_UNKNOWN",
            "MISSING_FIELD",
            "NAME_CHARSET",
            "NAME_INVALID",
            "RANGE",
            "SPEC_VERSION",
            "SPLIT_EMPTY",
            "TRAINER_UNKNOWN",
            "UNKNOWN_FIELD",
            "UNKNOWN_VALUE");

    /** Durations and percentages are text to a schema, bounds depend on the metric, defaults make candidates equal. */
    private static final Set<String> BEYOND_A_SCHEMA =
            Set.of("long-duration.yaml", "percent.yaml", "impossible-auc.yaml", "candidate-twice.yaml", "huge.yaml");

    @Test
    void acceptsTheExample() {
        assertThat(SCHEMA.validate(PipelineSpecsTests.EXAMPLE, InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void acceptsTheCanonicalForm() {
        var canonical = PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(PipelineSpecsTests.EXAMPLE, () -> 1));

        assertThat(SCHEMA.validate(canonical, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("structurallyBad")
    void refusesWhatTheParserRefusesStructurally(Path file) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void knowsEveryMetric() {
        assertThat(JSON.at("/$defs/metric/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Metric.keys());
    }

    @Test
    void knowsEveryBoundOfAGateAndDemandsOne() {
        var components = Stream.of(Gate.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        var gate = JSON.at("/properties/gates/items");

        assertThat(gate.path("properties").propertyStream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(components);
        assertThat(gate.path("anyOf")
                        .valueStream()
                        .map(one -> one.at("/required/0").asString()))
                .containsExactlyElementsOf(components.subList(2, components.size()));
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryParameterWithItsRangeAndDefault(Trainer trainer) {
        var parameters = JSON.at("/properties/train/properties/candidates/items/oneOf")
                .valueStream()
                .filter(one -> one.at("/properties/trainer/const").asString().equals(Words.of(trainer)))
                .findFirst()
                .orElseThrow()
                .at("/properties/parameters/properties");

        assertThat(parameters.propertyStream().map(Map.Entry::getKey))
                .containsExactlyElementsOf(TrainerParameter.of(trainer).stream()
                        .map(TrainerParameter::name)
                        .toList());
        assertThat(TrainerParameter.of(trainer)).allSatisfy(parameter -> {
            var schema = parameters.get(parameter.name());
            assertThat(schema.get("type").asString()).isEqualTo(parameter.whole() ? "integer" : "number");
            assertThat(schema.get("minimum").asDouble()).isEqualTo(parameter.lowest());
            assertThat(schema.get("maximum").asDouble()).isEqualTo(parameter.highest());
            assertThat(schema.get("default").asDouble()).isEqualTo(parameter.standard());
        });
    }

    static Stream<Path> structurallyBad() {
        return BadSpecsTests.files()
                .filter(file -> STRUCTURAL.contains(BadSpecsTests.code(file)))
                .filter(file -> !BEYOND_A_SCHEMA.contains(
                        Objects.requireNonNull(file.getFileName()).toString()));
    }
}
