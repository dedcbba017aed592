package dev.millrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released once can be read for ever, and its readers can read what is written now. */
class ReleasedSchemasTests {

    private static final Path RELEASED = Path.of("released");
    private static final List<String> ENVELOPE = List.of(
            "eventId",
            "aggregateId",
            "sequence",
            "project",
            "pipeline",
            "cascadeId",
            "causationId",
            "hop",
            "occurredAt");

    static List<Topic<?>> topics() {
        return Topics.ALL;
    }

    @TestFactory
    Stream<DynamicTest> newReadsOldAndOldReadsNew() {
        return Topics.ALL.stream()
                .flatMap(topic -> released(topic)
                        .map(file -> DynamicTest.dynamicTest(
                                topic.name() + " " + file.getFileName(), () -> bothWays(current(topic), parse(file)))));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTopicWasReleased(Topic<?> topic) {
        assertThat(released(topic)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyPayloadStartsWithTheEnvelope(Topic<?> topic) {
        assertThat(current(topic).getFields().subList(0, ENVELOPE.size()))
                .extracting(Schema.Field::name)
                .isEqualTo(ENVELOPE);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyRecordAndFieldIsExplained(Topic<?> topic) {
        assertThat(current(topic).getDoc()).contains("Topic " + topic.name());
        assertThat(current(topic).getFields())
                .allSatisfy(field -> assertThat(field.doc()).isNotBlank())
                .extracting(Schema.Field::name)
                .contains(topic.keyField());
    }

    @Test
    void aFieldThatLosesItsDefaultIsNoticed() {
        var before = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
        var after = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"y\",\"type\":\"int\"}]}");

        assertThat(reads(after, before)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    private static void bothWays(Schema now, Schema released) {
        assertThat(reads(now, released)).as("new reads old").isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(reads(released, now)).as("old reads new").isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema current(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.type());
    }

    private static Stream<Path> released(Topic<?> topic) {
        try (var files = Files.list(RELEASED.resolve(topic.name()))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError("no released schema of " + topic.name(), e);
        }
    }

    private static Schema parse(Path file) throws IOException {
        return new Schema.Parser().parse(file.toFile());
    }
}
