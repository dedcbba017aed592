package dev.millrace.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rollback", description = "Let an earlier version serve again.")
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    @Override
    public Integer call() {
        var version = decision.version();
        var answer =
                decision.decide(decision.api(), "/rollback", version == null ? Map.of() : Map.of("version", version));
        decision.print(
                answer,
                decision.model() + " is rolled back to version "
                        + answer.path("version").asInt() + ".");
        return 0;
    }
}
