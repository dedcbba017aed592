package dev.millrace.local.command;

import dev.millrace.local.client.AskSituation;
import dev.millrace.local.client.AttachedParts;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Show processes, models, consumer lag, parked records and the last cascades.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:something of the stack runs", "1:nothing does"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() {
        var endpoints = options.endpoints();
        var parts = endpoints.attached() ? new AttachedParts(endpoints).state() : new Stack(options.layout()).state();
        var alive = parts.stream().anyMatch(part -> part.pid() != null || part.ready());
        if (options.json) {
            options.console().json(AskSituation.of(endpoints, parts));
        } else if (alive) {
            new SituationPrinter(options.console()).print(AskSituation.of(endpoints, parts));
        } else {
            throw new Complaint("nothing of the stack answers: " + endpoints.howToStart());
        }
        return alive ? 0 : 1;
    }
}
