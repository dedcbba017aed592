package dev.millrace.local.command;

import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.Replica;
import dev.millrace.local.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "scale",
        description = "Run so many replicas of a service, now and at every later up; surplus ones finish their work.")
final class ScaleCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "For example training.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "NUMBER", description = "How many replicas, at least 1.")
    private int number;

    @Override
    public Integer call() {
        var part = Part.named(service);
        var layout = options.endpoints().localLayout("scale %s=%d".formatted(part.label(), number));
        var progress = options.json ? Console.progress() : options.console();
        var scaling = new Stack(layout)
                .scale(
                        part,
                        number,
                        replica -> progress.line(replica.label() + " is ready on "
                                + layout.replicas().ports(replica).main()));
        if (options.json) {
            options.console()
                    .json(Map.of(
                            "service", part.label(),
                            "replicas", number,
                            "started", labels(scaling.started()),
                            "stopped", labels(scaling.stopped())));
        } else {
            options.console().line(sentence(part, scaling));
        }
        return 0;
    }

    private String sentence(Part part, Stack.Scaling scaling) {
        var replicas = part.label() + (number == 1 ? " has 1 replica" : " has " + number + " replicas");
        if (!scaling.running()) {
            return replicas + " from the next ./millrace up on.";
        }
        return scaling.stopped().isEmpty()
                ? replicas + "."
                : replicas + "; stopped " + String.join(", ", labels(scaling.stopped())) + ".";
    }

    private static List<String> labels(List<Replica> replicas) {
        return replicas.stream().map(Replica::label).collect(Collectors.toList());
    }
}
