package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the catalogue of bad specifications has files, and every file is answered as its row says. */
class BadSpecsTests {

    private static final Path ROOT = root();

    static Stream<String> rows() {
        return Stream.concat(IntStream.rangeClosed(1, 20).mapToObj("S%02d"::formatted), Stream.of("R08", "R09", "R12"));
    }

    static Stream<Path> files() {
        return rows().filter(row -> Files.isDirectory(ROOT.resolve(row))).flatMap(row -> specifications(row).stream());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowHasFiles(String row) {
        assertThat(ROOT.resolve(row)).isDirectory();
        assertThat(specifications(row).stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(expected(row).names())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsAnsweredAsItsRowSays(Path file) throws IOException {
        var row = Objects.requireNonNull(file.getParent()).getFileName().toString();
        var expected = expected(row)
                .at(file.getFileName().toString())
                .fields("code", "accepted", "pointer", "line", "column", "says");
        var text = Files.readString(file);
        if (expected.at("accepted").truth(false)) {
            assertThatCode(() -> PipelineSpecs.parse(text, () -> 1)).doesNotThrowAnyException();
            return;
        }
        var refused = Objects.requireNonNull(
                catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(text, () -> 1)));

        var first = refused.problems().getFirst();
        assertThat(first.code())
                .as(first.message())
                .isEqualTo(expected.at("code").text(""));
        assertThat(first.pointer()).isEqualTo(expected.at("pointer").text(first.pointer()));
        assertThat(first.line()).isEqualTo((int) expected.at("line").whole(first.line(), 1, 1000));
        assertThat(first.column()).isEqualTo((int) expected.at("column").whole(first.column(), 1, 1000));
        assertThat(first.message()).contains(expected.at("says").text(""));
        if (row.equals("S13")) {
            assertThat(refused.toString()).doesNotContain("ABCDEFGH", "hunter22");
        }
    }

    @Test
    void refusesMoreThanItReadsBeforeReadingIt() {
        var large = "# " + "x".repeat(PipelineSpecs.LARGEST_BYTES) + "\n" + PipelineSpecsTests.EXAMPLE;

        var refused = Objects.requireNonNull(
                catchThrowableOfType(SpecException.class, () -> PipelineSpecs.parse(large, () -> 1)));

        assertThat(refused.problems()).extracting(SpecProblem::code).containsExactly("SPEC_TOO_LARGE");
    }

    /** Empty where the file is to be accepted. */
    static String code(Path file) {
        return expected(Objects.requireNonNull(file.getParent()).getFileName().toString())
                .at(file.getFileName().toString())
                .field("code")
                .map(code -> code.text(""))
                .orElse("");
    }

    private static Fields expected(String row) {
        var node = YamlReader.read(read(ROOT.resolve(row).resolve("expected.json")));
        List<String> names = node instanceof Node.Mapping mapping
                ? mapping.entries().stream().map(entry -> entry.key().text()).toList()
                : List.of();
        return Place.root(node, new Problems()).fields(names.toArray(String[]::new));
    }

    private static List<Path> specifications(String row) {
        try (var files = Files.list(ROOT.resolve(row))) {
            return files.filter(file -> !file.endsWith("expected.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(BadSpecsTests.class.getResource("/bad"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
