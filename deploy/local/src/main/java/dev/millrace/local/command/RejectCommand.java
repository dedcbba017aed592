package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
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
        var answer = api.post(
                Part.REGISTRY,
                decision.path() + "/versions/" + version + "/reject",
                Map.of("reason", decision.reason()));
        decision.print(answer, decision.model() + " version " + version + " is rejected.");
        return 0;
    }
}
