package dev.millrace.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reject", description = "Reject a version that waits for a person, as the local reviewer.")
final class RejectCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    @Override
    public Integer call() {
        var api = decision.api();
        var version = decision.waiting(api);
        var answer = decision.decide(api, "/versions/" + version + "/reject", Map.of());
        decision.print(answer, decision.model() + " version " + version + " is rejected.");
        return 0;
    }
}
