package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

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
    void listsNothingElse() {
        var shown = Millrace.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(CommandLine::getCommandName);

        assertThat(shown).containsExactlyInAnyOrderElementsOf(COMMANDS);
    }
}
