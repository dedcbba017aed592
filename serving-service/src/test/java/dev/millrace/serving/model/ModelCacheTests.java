package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTests {

    @TempDir
    private Path directory;

    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "second".getBytes(StandardCharsets.UTF_8);

    private static Digest remember(ModelCache cache, ModelName name, long generation, byte[] content)
            throws IOException {
        var digest = Fingerprint.of(content);
        var approval =
                new Approval(name, generation, 1, ServingRole.CHAMPION, digest, "pipeline", "cascade", "cause", 1);
        cache.remember(approval, new ModelFiles(Map.of(digest, content)));
        return digest;
    }

    @Test
    void remembersTheLastVersionOfEachModelAcrossRestarts() throws IOException {
        var cache = new ModelCache(directory);
        var old = remember(cache, Models.TAXI, 1, FIRST);
        var current = remember(cache, Models.TAXI, 2, SECOND);
        remember(cache, new ModelName("default", "titanic"), 1, SECOND);

        var afterRestart = new ModelCache(directory);

        assertThat(afterRestart.approvals()).extracting(Approval::generation).containsExactlyInAnyOrder(2L, 1L);
        assertThat(afterRestart.find(current)).contains(SECOND);
        assertThat(afterRestart.find(old)).isEmpty();
    }

    @Test
    void isWholeAfterACrashInTheMiddleOfAFile() throws IOException {
        var cache = new ModelCache(directory);
        var digest = remember(cache, Models.TAXI, 1, FIRST);
        Files.write(directory.resolve("artifacts").resolve(Fingerprint.of(SECOND) + ".tmp"), new byte[] {1});
        Files.write(directory.resolve("models").resolve("half.json.tmp"), new byte[] {'{'});

        var afterCrash = new ModelCache(directory);

        assertThat(afterCrash.approvals()).hasSize(1);
        assertThat(afterCrash.find(digest)).contains(FIRST);
        remember(afterCrash, Models.TAXI, 2, SECOND);
        try (var files = Files.list(directory.resolve("artifacts"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void doesNotBelieveAFileThatChangedOnDisk() throws IOException {
        var cache = new ModelCache(directory);
        var digest = remember(cache, Models.TAXI, 1, FIRST);
        Files.write(directory.resolve("artifacts").resolve(digest.hex()), SECOND);

        assertThat(cache.find(digest)).isEmpty();
    }

    /** The file is as the previous release wrote it, name included. */
    @Test
    void readsReplacesAndForgetsAPointerWithoutARole() throws IOException {
        var recorded = "bd79aa444f4921d4c1f46959a7f97250affd6a432ea7133e1b0fdf817dd18c93.json";
        var pointers = Files.createDirectories(directory.resolve("models"));
        try (var pointer = ModelCacheTests.class.getResourceAsStream("/recorded/models/" + recorded)) {
            Files.write(
                    pointers.resolve(recorded), Objects.requireNonNull(pointer).readAllBytes());
        }
        var cache = new ModelCache(directory);

        assertThat(cache.approvals()).singleElement().satisfies(approval -> {
            assertThat(approval.version()).isEqualTo(2);
            assertThat(approval.role()).isEqualTo(ServingRole.CHAMPION);
        });
        remember(cache, Models.TAXI, 3, SECOND);
        assertThat(cache.approvals()).extracting(Approval::generation).containsExactly(3L);
        cache.forget(Models.TAXI, approval -> true);
        assertThat(pointers).isEmptyDirectory();
    }

    @Test
    void leavesOutAPointerThatCannotBeRead() throws IOException {
        var cache = new ModelCache(directory);
        remember(cache, Models.TAXI, 1, FIRST);
        Files.write(directory.resolve("models").resolve("damaged.json"), new byte[] {'{'});

        assertThat(cache.approvals()).hasSize(1);
    }
}
