package dev.millrace.local.command;

import dev.millrace.local.client.DatasetColumns;
import dev.millrace.local.client.LearnedRun;
import dev.millrace.local.client.RouteSpecification;
import dev.millrace.local.client.Specification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "apply",
        description =
                "Declare a pipeline or a route of alerts: its file becomes the next version, unless nothing changed.")
final class ApplyCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The specification, YAML or JSON.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        RouteSpecification.find(file).ifPresentOrElse(this::applyRoute, this::applyPipeline);
        return 0;
    }

    private void applyRoute(RouteSpecification route) {
        var applied = route.apply(options.api());
        if (options.json) {
            options.console().json(applied);
        } else {
            options.console()
                    .line("Route " + applied.path("route").asString() + " version "
                            + applied.path("version").asInt() + " is in force ("
                            + applied.path("digest").asString() + ").");
        }
    }

    private void applyPipeline() {
        var api = options.api();
        var specification = Specification.read(file);
        var columns = new DatasetColumns(api);
        var unchecked = columns.check(specification.spec());
        var applied = specification.apply(api);
        if (options.json) {
            options.console().json(applied);
        } else {
            options.console()
                    .line("Pipeline " + applied.path("pipeline").asString() + " version "
                            + applied.path("version").asInt() + " is in force ("
                            + applied.path("digest").asString() + ").");
            specification.lines().forEach(options.console()::line);
            columns.label(specification.spec()).ifPresent(options.console()::line);
            unchecked.ifPresent(options.console()::line);
            LearnedRun.newest(api, specification.spec().name()).ifPresent(run -> {
                run.lines().forEach(options.console()::line);
                options.console()
                        .line("To learn by this specification now: ./millrace train "
                                + specification.spec().name());
            });
            if (!applied.path("unconfirmed").isEmpty()) {
                unconfirmed(applied);
            }
        }
    }

    private void unconfirmed(JsonNode applied) {
        options.console()
                .line("Models are still judged by the gates and the approval policy of version "
                        + applied.path("policyVersion").asInt() + ", because this one is weaker:");
        applied.path("unconfirmed").forEach(reason -> options.console().line("  " + reason.asString()));
        options.console()
                .line("Somebody who may approve models has to confirm it: POST /v1/pipelines/"
                        + applied.path("pipeline").asString() + "/versions/"
                        + applied.path("version").asInt() + "/confirm");
    }
}
