package dev.millrace.local.command;

import dev.millrace.local.client.Specification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "apply", description = "Declare a pipeline: its file becomes the next version, unless nothing changed.")
final class ApplyCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The specification, YAML or JSON.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var applied = Specification.read(file).apply(options.api());
        if (options.json) {
            options.console().json(applied);
        } else {
            options.console()
                    .line("Pipeline " + applied.path("pipeline").asString() + " version "
                            + applied.path("version").asInt() + " is in force ("
                            + applied.path("digest").asString() + ").");
        }
        return 0;
    }
}
