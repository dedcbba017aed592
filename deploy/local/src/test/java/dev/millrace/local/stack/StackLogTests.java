package dev.millrace.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLogTests {

    @TempDir
    private Path home;

    private StackLog log;

    @BeforeEach
    void write() throws IOException {
        var layout = Layout.of(Map.of("MILLRACE_HOME", home.toString(), "MILLRACE_CHECKOUT", home.toString()));
        log = new StackLog(layout);
        write("ingestion", """
                2026-11-28T12:00:00.100Z INFO  [ingestion] ChangeLog [cascade=c-1] - version.added
                2026-11-28T12:00:00.100Z INFO  [ingestion] ChangeLog [cascade=c-2] - version.added
                """);
        write("training-2", """
                no time of its own, and of no cascade
                2026-11-28T12:00:02.000Z ERROR [training] JobRunner [cascade=c-1, event=e] - failed
                java.lang.IllegalStateException: no columns
                \tat dev.millrace.training.Learn
                2026-11-28T12:00:03.000Z INFO  [training] ChangeLog [cascade=c-3] - run.created
                """);
        write("validation", """
                {"@timestamp":"2026-11-28T12:00:01.000Z","message":"version.judged","cascade":"c-1"}
                {"@timestamp":"2026-11-28T12:00:01.500Z","message":"version.judged","cascade":"c-2"}
                """);
        write("notes", "c-1\n");
    }

    @Test
    void gathersOneCascadeFromAllReplicasInTheOrderOfTime() throws IOException {
        assertThat(log.mentioning("c-1"))
                .extracting(entry -> entry.replica().label())
                .containsExactly("ingestion", "validation", "training-2");
    }

    @Test
    void keepsAStackTraceWithItsLine() throws IOException {
        assertThat(log.mentioning("c-1").getLast().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("dev.millrace.training.Learn");
    }

    @Test
    void findsNothingOfWhatNobodyMentioned() throws IOException {
        assertThat(log.mentioning("c-4")).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        var logs = Files.createDirectories(home.resolve("logs"));
        Files.writeString(logs.resolve(name + ".log"), content);
    }
}
