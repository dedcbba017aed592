package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import java.util.HashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rollback", description = "Let an earlier version serve again.")
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private DecisionOptions decision = new DecisionOptions();

    @Override
    public Integer call() {
        var body = new HashMap<String, Object>();
        body.put("reason", decision.reason());
        var version = decision.version();
        if (version != null) {
            body.put("version", version);
        }
        var answer = decision.api().post(Part.REGISTRY, decision.path() + "/rollback", body);
        decision.print(
                answer,
                decision.model() + " is rolled back to version "
                        + answer.path("version").asInt() + ".");
        return 0;
    }
}
