package dev.millrace.console.run;

import dev.millrace.console.page.Action;
import dev.millrace.console.page.ActionPage;
import dev.millrace.console.page.Deed;
import dev.millrace.console.page.Query;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs: the list, one, and its end by a person. */
@Controller
class RunController {

    private static final List<String> STATUSES =
            List.of("WAITING", "REQUESTED", "RUNNING", "TRAINED", "FAILED", "CANCELLED", "SUPPRESSED");
    private static final List<String> REASONS = List.of("FIRST_DATA", "NEW_DATA", "DRIFT", "MANUAL");

    @GetMapping("/runs")
    String runs(
            Asking asking,
            Model model,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String pipeline,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String after) {
        var query = new Query("/runs")
                .with("status", status)
                .with("reason", reason)
                .with("pipeline", pipeline)
                .with("from", from)
                .with("until", until);
        var runs = asking.of(
                Part.TRAINING, Runs.class, "/v1" + query.with("after", after).limited());
        model.addAttribute("runs", runs.answer());
        model.addAttribute("query", query);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute("reasons", REASONS);
        return "run/list";
    }

    @GetMapping("/runs/{id}")
    String run(Asking asking, Model model, @PathVariable String id) {
        model.addAttribute("id", id);
        model.addAttribute(
                "run", asking.of(Part.TRAINING, Run.class, "/v1/runs/{run}", id).answer());
        return "run/page";
    }

    @GetMapping("/runs/{id}/cancel")
    String askToCancel(Model model, @PathVariable String id) {
        return ActionPage.ask(model, cancel(id));
    }

    @PostMapping("/runs/{id}/cancel")
    String cancel(Asking asking, Model model, @PathVariable String id, @RequestParam String key) {
        var answer = asking.post(Part.TRAINING, Run.class, key, Map.of(), Asking.path("/v1/runs/{run}/cancel", id));
        return ActionPage.done(model, cancel(id), key, "", answer, Asking.path("/runs/{run}", id));
    }

    private static Action cancel(String run) {
        return new Action(
                "Cancel run " + run,
                "Run " + run
                        + " ends without a model. What it has learned so far is lost; its data stay for the next run.",
                "Cancel " + run,
                Deed.CANCEL,
                Action.Reason.NONE,
                null,
                "curl -X POST -H \"Authorization: Bearer $MILLRACE_TOKEN\" $MILLRACE_TRAINING_URL/v1/runs/" + run
                        + "/cancel",
                Asking.path("/runs/{run}", run));
    }
}
