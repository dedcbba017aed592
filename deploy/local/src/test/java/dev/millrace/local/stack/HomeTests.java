package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private Home home;

    @BeforeEach
    void haveAHome() {
        home = new Home(new Layout(directory, directory, 0));
    }

    @Test
    void isClaimedOnceAndUsedAgain() throws IOException {
        home.claim();
        Files.createDirectories(directory.resolve("data"));
        home.claim();

        assertThat(directory.resolve("layout")).hasContent(Home.LAYOUT + "\n");
    }

    @Test
    void isRefusedWhereAnOlderMillraceWroteItBeforeLayoutsHadNumbers() throws IOException {
        Files.createDirectories(directory.resolve("data").resolve("kafka"));

        assertThatThrownBy(home::claim)
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("an older Millrace")
                .hasMessageContaining("./millrace down --wipe");
    }

    @Test
    void isRefusedWhereANewerMillraceWroteIt() throws IOException {
        Files.writeString(directory.resolve("layout"), (Home.LAYOUT + 1) + "\n");

        assertThatThrownBy(home::claim).isInstanceOf(Complaint.class).hasMessageContaining("a newer Millrace");
    }

    @Test
    void isRefusedWhereItsNumberCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("layout"), "two\n");

        assertThatThrownBy(home::claim).isInstanceOf(Complaint.class).hasMessageContaining("must be a number");
    }

    @Test
    void canBeUsedOnceItIsWipedAndKeepsTokensAndWatchedFiles() throws IOException {
        Files.createDirectories(directory.resolve("data").resolve("kafka"));
        Files.writeString(directory.resolve("data").resolve("kafka").resolve("log"), "old");
        Files.writeString(directory.resolve("token"), "secret\n");
        Files.createDirectories(directory.resolve("watched").resolve("inbox"));

        home.wipe();
        home.claim();

        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(directory.resolve("token")).hasContent("secret");
        assertThat(directory.resolve("watched").resolve("inbox")).exists();
    }
}
