package dev.millrace.console.pipeline;

import dev.millrace.console.page.Action;
import dev.millrace.console.page.ActionPage;
import dev.millrace.console.page.Deed;
import dev.millrace.console.page.Query;
import dev.millrace.console.page.Show;
import dev.millrace.console.run.Runs;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Pending;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Pipelines: the list, one, and a run that a person starts. */
@Controller
class PipelineController {

    private static final int RUNS = 10;

    private final Clock clock;

    PipelineController(Clock clock) {
        this.clock = clock;
    }

    private record Started(String pipeline, @Nullable String run, String decision) {}

    @GetMapping("/pipelines")
    String pipelines(Asking asking, Model model, @RequestParam(defaultValue = "") String after) {
        var query = new Query("/pipelines");
        var pipelines = asking.of(
                Part.TRAINING,
                Triggers.class,
                "/v1" + query.with("after", after).limited());
        model.addAttribute("pipelines", pipelines.answer());
        model.addAttribute("query", query);
        return "pipeline/list";
    }

    @GetMapping("/pipelines/{name}")
    String pipeline(
            Asking asking, Model model, @ModelAttribute("show") Show show, @PathVariable String name, Wished wished) {
        var trigger = asking.of(Part.TRAINING, Trigger.class, "/v1/pipelines/{p}", name);
        var decisions =
                asking.of(Part.MONITORING, Decisions.class, "/v1/decisions?pipeline={p}&limit={n}", name, Query.ROWS);
        var runs = asking.of(Part.TRAINING, Runs.class, "/v1/runs?pipeline={p}&limit={n}", name, RUNS);
        var specification = asking.of(Part.REGISTRY, Specification.class, "/v1/pipelines/{p}", name);
        // A whole hour, so that the drawing changes when something is decided and not with every look at it.
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        var answer = trigger.answer();
        var decided = decisions.answer();
        model.addAttribute("name", name);
        model.addAttribute("trigger", answer);
        model.addAttribute(
                "rules", answer.given().map(found -> Rule.of(found, show)).orElse(List.of()));
        model.addAttribute("decisions", decided);
        model.addAttribute(
                "strip",
                decided.given()
                        .map(found -> found.strip(
                                now,
                                show,
                                answer.given().map(Trigger::cooldownUntil).orElse(null)))
                        .orElse(null));
        model.addAttribute("runs", runs.answer());
        model.addAttribute("specification", specification.answer());
        specification
                .answer()
                .given()
                .map(Specification::current)
                .ifPresent(current -> compare(asking, model, name, wished.of(current.version())));
        return "pipeline/page";
    }

    /** Which versions of the specification are set side by side: the one in force and the one before, unless said. */
    record Wished(@Nullable Long version, @Nullable Long against) {

        Compared of(long current) {
            long one = version == null ? current : version;
            return new Compared(one, against == null ? one - 1 : against);
        }
    }

    /** @param against 0 where there is none before */
    record Compared(long version, long against) {}

    private static void compare(Asking asking, Model model, String name, Compared compared) {
        model.addAttribute("compared", compared);
        var one = version(asking, name, compared.version());
        if (compared.against() > 0) {
            var other = version(asking, name, compared.against());
            model.addAttribute("against", other.answer());
            one.answer()
                    .given()
                    .flatMap(after -> other.answer().given().map(before -> Specification.changes(before, after)))
                    .ifPresent(changes -> model.addAttribute("changes", changes));
        }
        model.addAttribute("version", one.answer());
    }

    private static Pending<Specification.Version> version(Asking asking, String name, long version) {
        return asking.of(Part.REGISTRY, Specification.Version.class, "/v1/pipelines/{p}/versions/{v}", name, version);
    }

    @GetMapping("/pipelines/{name}/run")
    String askToRun(Model model, @PathVariable String name) {
        return ActionPage.ask(model, start(name));
    }

    @PostMapping("/pipelines/{name}/run")
    String run(Asking asking, Model model, @PathVariable String name, @RequestParam String key) {
        var answer =
                asking.post(Part.TRAINING, Started.class, key, Map.of(), Asking.path("/v1/pipelines/{p}/runs", name));
        var next = answer.given()
                .filter(started -> started.run() != null)
                .map(started -> Asking.path("/runs/{run}", String.valueOf(started.run())))
                .orElse(Asking.path("/pipelines/{p}", name));
        return ActionPage.done(model, start(name), key, "", answer, next);
    }

    private static Action start(String name) {
        return new Action(
                "Train " + name + " now",
                "Training starts a run of " + name
                        + " with all its data, whatever retrain.on, the cool-down, the number of new rows, the breaker"
                        + " and the day's budget say; it closes the breaker. Where a run is active, yours waits for"
                        + " its end.",
                "Train " + name,
                Deed.TRAIN,
                Action.Reason.NONE,
                null,
                "./millrace train " + name,
                Asking.path("/pipelines/{p}", name));
    }

    @GetMapping("/pipelines/{name}/versions/{version}/confirm")
    String askToConfirm(Model model, @PathVariable String name, @PathVariable long version) {
        return ActionPage.ask(model, confirm(name, version));
    }

    @PostMapping("/pipelines/{name}/versions/{version}/confirm")
    String confirm(
            Asking asking,
            Model model,
            @PathVariable String name,
            @PathVariable long version,
            @RequestParam String key) {
        var answer = asking.post(
                Part.REGISTRY,
                JsonNode.class,
                key,
                Map.of(),
                Asking.path("/v1/pipelines/{p}/versions/{v}/confirm", name, version));
        return ActionPage.done(
                model, confirm(name, version), key, "", answer, Asking.path("/pipelines/{p}", name) + "#specification");
    }

    private static Action confirm(String name, long version) {
        return new Action(
                "Confirm version " + version + " of " + name,
                "The gates and the approval policy of version " + version
                        + " hold from now on, though they are weaker than those before. Models that do not pass"
                        + " today's gates may then be approved.",
                "Confirm version " + version,
                Deed.CONFIRM,
                Action.Reason.NONE,
                null,
                "curl -X POST -H \"Authorization: Bearer $MILLRACE_TOKEN\" $MILLRACE_REGISTRY_URL/v1/pipelines/" + name
                        + "/versions/" + version + "/confirm",
                Asking.path("/pipelines/{p}", name) + "#specification");
    }
}
