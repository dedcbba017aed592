package dev.millrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
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
        assertThat(current(topic).getFields()).extracting(Schema.Field::name).contains(topic.keyField());
        assertThat(unexplained(current(topic), "")).isEmpty();
    }

    /** Records and fields without a word, by path, nested ones too. */
    private static List<String> unexplained(Schema schema, String path) {
        return switch (schema.getType()) {
            case RECORD ->
                Stream.concat(
                                isExplained(schema.getDoc()) ? Stream.empty() : Stream.of(path + schema.getName()),
                                schema.getFields().stream().flatMap(field -> unexplained(field, path).stream()))
                        .toList();
            case ARRAY -> unexplained(schema.getElementType(), path);
            case MAP -> unexplained(schema.getValueType(), path);
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(each -> unexplained(each, path).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static List<String> unexplained(Schema.Field field, String path) {
        var here = path + field.name();
        return Stream.concat(
                        isExplained(field.doc()) ? Stream.empty() : Stream.of(here),
                        unexplained(field.schema(), here + ".").stream())
                .toList();
    }

    private static boolean isExplained(String doc) {
        return doc != null && !doc.isBlank();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatIsWrittenNowWasReleasedLast(Topic<?> topic) throws IOException {
        assertThat(withoutJava(current(topic)))
                .as("src/main/avro/%s.avsc has changed: release it as the next number", topic.name())
                .isEqualTo(parse(latest(topic)));
    }

    /** Git's own comparison would not stop anybody; a digest beside the files must be changed knowingly. */
    @Test
    void nothingReleasedWasChangedAfterwards() throws IOException {
        var recorded = Files.readAllLines(RELEASED.resolve("SHA256SUMS"));
        var found = new ArrayList<String>();
        for (Topic<?> topic : Topics.ALL) {
            for (Path file : released(topic).toList()) {
                found.add(digest(file) + "  " + topic.name() + "/" + file.getFileName());
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(recorded);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void releasesAreNumberedWithoutGaps(Topic<?> topic) {
        int count = (int) released(topic).count();

        assertThat(released(topic).map(file -> String.valueOf(file.getFileName())))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> number + ".avsc")
                        .toList());
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

    private static Path latest(Topic<?> topic) {
        return RELEASED.resolve(topic.name()).resolve(released(topic).count() + ".avsc");
    }

    /** What the generator adds for Java is no part of what is agreed. */
    private static Schema withoutJava(Schema schema) {
        return new Schema.Parser().parse(schema.toString().replaceAll(",\"avro.java.string\":\"String\"", ""));
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Schema parse(Path file) throws IOException {
        return new Schema.Parser().parse(file.toFile());
    }
}
