package dev.millrace.ingestion.announced;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermittedDirectoryTests {

    @TempDir
    Path directory;

    private Path root;
    private PermittedDirectory permitted;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(directory.resolve("permitted"));
        Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("c.csv"), "inside");
        Files.writeString(directory.resolve("out.csv"), "outside");
        Files.writeString(root.resolve(".hidden.csv"), "hidden");
        permitted = new PermittedDirectory(root);
    }

    @Test
    void opensFilesByTheirRelativeName() throws IOException {
        assertThat(read("a/b/c.csv")).isEqualTo("inside");
    }

    @Test
    void followsLinksThatStayInTheDirectory() throws IOException {
        Files.createSymbolicLink(root.resolve("latest"), Path.of("a/b"));
        Files.createSymbolicLink(root.resolve("latest.csv"), root.resolve("a/b/c.csv"));

        assertThat(read("latest/c.csv")).isEqualTo("inside");
        assertThat(read("latest.csv")).isEqualTo("inside");
    }

    @Test
    void opensTheDirectoryThroughALinkToIt() throws IOException {
        permitted = new PermittedDirectory(Files.createSymbolicLink(directory.resolve("link"), root));

        assertThat(read("a/b/c.csv")).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../out.csv",
                "a/../../out.csv",
                "a/./b/c.csv",
                "/etc/passwd",
                "a//b/c.csv",
                "a/b/",
                "..\\out.csv",
                "a\u0000b",
                "a\nb.csv",
                ".hidden.csv",
                "a/.b/c.csv",
                "a/b/...",
                "a\ud800.csv"
            })
    void refusesNamesThatAreNoRelativeOnes(String name) {
        assertCode("FILE_NAME", name);
    }

    @Test
    void refusesNamesWithoutEnd() {
        assertCode("FILE_NAME", "a/".repeat(600) + "c.csv");
    }

    @Test
    void refusesLinksThatLeadOut() throws IOException {
        Files.createSymbolicLink(root.resolve("file.csv"), directory.resolve("out.csv"));
        Files.createSymbolicLink(root.resolve("folder"), directory);
        Files.createDirectories(directory.resolve("permitted-too"));
        Files.writeString(directory.resolve("permitted-too/d.csv"), "outside");
        Files.createSymbolicLink(root.resolve("neighbour"), directory.resolve("permitted-too"));

        assertCode("FILE_OUTSIDE", "file.csv");
        assertCode("FILE_OUTSIDE", "folder/out.csv");
        assertCode("FILE_OUTSIDE", "neighbour/d.csv");
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        Files.createSymbolicLink(root.resolve("dangling.csv"), root.resolve("none"));
        Files.createSymbolicLink(root.resolve("loop.csv"), root.resolve("loop.csv"));

        assertCode("FILE_UNREADABLE", "a/b");
        assertCode("FILE_NOT_FOUND", "a/b/d.csv");
        assertCode("FILE_NOT_FOUND", "a/b/c.csv/d.csv");
        assertCode("FILE_NOT_FOUND", "dangling.csv");
        assertCode("FILE_NOT_FOUND", "loop.csv");
    }

    @Test
    void permitsNothingWithoutADirectory() {
        permitted = new PermittedDirectory(null);

        assertCode("NOTHING_PERMITTED", "a/b/c.csv");
    }

    @Test
    void waitsForADirectoryThatIsAway() {
        permitted = new PermittedDirectory(directory.resolve("not mounted"));

        assertThatThrownBy(() -> permitted.open("a.csv"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("is not there");
    }

    private void assertCode(String code, String name) {
        assertThatThrownBy(() -> permitted.open(name))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }

    private String read(String name) throws IOException {
        try (var channel = permitted.open(name)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        }
    }
}
