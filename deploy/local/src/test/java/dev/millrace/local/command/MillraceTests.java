package dev.millrace.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.stack.Complaint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MillraceTests {

    private static final List<String> COMMANDS = List.of(
            "demo",
            "up",
            "down",
            "scale",
            "status",
            "console",
            "logs",
            "apply",
            "upload",
            "train",
            "predict",
            "feedback",
            "datasets",
            "dataset",
            "schema",
            "profile",
            "validate",
            "watch",
            "approve",
            "backtest",
            "drift",
            "performance",
            "report",
            "card",
            "alerts",
            "silence",
            "reject",
            "rollback",
            "env",
            "gc",
            "doctor",
            "test");

    static List<String> commands() {
        return COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEveryCommand(String name) {
        var command = Millrace.commandLine().getSubcommands().get(name);

        assertThat(command).as(name).isNotNull();
        assertThat(command.getUsageMessage())
                .contains("Usage: millrace " + name)
                .contains("--help")
                .contains("--json");
    }

    @Test
    void endsWithTheReasonOfWhateverGoesWrong() throws Exception {
        assertThat(said(new Complaint("a line", 10))).isEqualTo("10 millrace: a line");
        assertThat(said(new NoSuchFileException("/a/b"))).isEqualTo("1 millrace: IO_FAILED: there is no file /a/b");
        assertThat(said(new UncheckedIOException("cannot write x", new IOException("No space left on device"))))
                .isEqualTo("1 millrace: IO_FAILED: cannot write x: No space left on device");
        assertThat(said(new IllegalStateException("broken")))
                .startsWith("1 java.lang.IllegalStateException: broken")
                .endsWith("(java.lang.IllegalStateException: broken); report it with the lines above");
    }

    /** The exit code, and what stands on standard error. */
    private static String said(Exception failure) throws Exception {
        var line = Millrace.commandLine();
        var written = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            int exitCode = line.getExecutionExceptionHandler()
                    .handleExecutionException(failure, line, line.parseArgs("status"));
            return exitCode + " " + written.toString(UTF_8).strip();
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void listsNothingElse() {
        var shown = Millrace.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName);

        assertThat(shown).containsExactlyInAnyOrderElementsOf(COMMANDS);
    }
}
