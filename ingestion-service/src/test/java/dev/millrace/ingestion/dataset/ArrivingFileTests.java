package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a file that still arrives is all of it, in order, or nothing. */
class ArrivingFileTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void isReadToItsEndByWhoeverWaits() throws Exception {
        var file = file(-1, LONG);
        var begun = new CountDownLatch(1);
        var read = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return text(file, 0);
        });
        begun.await();
        for (int i = 0; i < 100; i++) {
            append(file, "line " + i + "\n");
        }
        file.complete();

        assertThat(read.get(1, TimeUnit.MINUTES)).startsWith("line 0\n").endsWith("\nline 99\n");
        assertThat(text(file, 7)).startsWith("line 1\n");
        assertThat(text(file, 1_000_000)).isEmpty();
    }

    @Test
    void failsForWhoeverWaitsWhenItIsAbandoned() throws Exception {
        var file = file(-1, LONG);
        append(file, "a,b\n");
        var read = CompletableFuture.supplyAsync(() -> text(file, 0));
        file.abandon();

        assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo("the file does not arrive");
    }

    @Test
    void isNotWaitedForWhereItArrivesSlowly() throws IOException {
        var file = file(-1, Duration.ZERO);
        append(file, "a,b\n");

        assertThat(file.from(0).readNBytes(4)).asString(UTF_8).isEqualTo("a,b\n");
        assertThat(text(file, 0)).isEqualTo("the file arrives too slowly to be waited for");
    }

    @Test
    void hasNoEndWhereItsLengthIsNotWhatWasAnnounced() throws IOException {
        var shorter = file(5, LONG);
        append(shorter, "a,b\n");
        shorter.complete();
        var marked = file(7, LONG);
        marked.drop(3);
        append(marked, "a,b\n");
        marked.complete();

        assertThatIOException().isThrownBy(() -> shorter.from(0).readAllBytes());
        assertThat(marked.size()).hasValue(4);
        assertThat(text(marked, 0)).isEqualTo("a,b\n");
    }

    private ArrivingFile file(long announced, Duration patience) throws IOException {
        return new ArrivingFile(Files.createTempFile(directory, "arriving", ""), announced, patience);
    }

    private static void append(ArrivingFile file, String text) throws IOException {
        Files.writeString(file.path(), text, StandardOpenOption.APPEND);
        file.add(text.length());
    }

    /** What is read, or why it cannot be. */
    private static String text(ArrivingFile file, long from) {
        try (var input = file.from(from)) {
            return new String(input.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        }
    }
}
