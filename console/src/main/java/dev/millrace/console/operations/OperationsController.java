package dev.millrace.console.operations;

import dev.millrace.console.page.Action;
import dev.millrace.console.page.ActionPage;
import dev.millrace.console.page.Deed;
import dev.millrace.console.page.Query;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Pending;
import dev.millrace.console.service.Summary;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Services, what they have still to read, and parked records with what can be done about them. */
@Controller
class OperationsController {

    private static final String RETRY = "retry";

    @GetMapping("/operations")
    String operations(Asking asking, Model model) {
        var summaries = asking.ofAll(Summary.class, "/v1/summary");
        var parked = asking.ofAll(Parked.class, "/v1/parked?limit=50");
        model.addAttribute("summaries", answers(summaries));
        model.addAttribute("parked", answers(parked));
        return "operations/page";
    }

    private static <T> Map<Part, Answer<T>> answers(Map<Part, Pending<T>> asked) {
        var answers = new EnumMap<Part, Answer<T>>(Part.class);
        asked.forEach((part, pending) -> answers.put(part, pending.answer()));
        return answers;
    }

    @GetMapping("/operations/parked/{service}/{id}")
    String record(Asking asking, Model model, @PathVariable String service, @PathVariable String id) {
        var answer = asking.of(part(service), ParkedRecord.class, "/v1/parked/{id}", id);
        model.addAttribute("service", service);
        model.addAttribute("id", id);
        model.addAttribute("parked", answer.answer());
        return "operations/parked";
    }

    @GetMapping("/operations/parked/{service}")
    String older(
            Asking asking, Model model, @PathVariable String service, @RequestParam(defaultValue = "") String after) {
        var query = new Query("/operations/parked/" + part(service).label());
        var parked = asking.of(
                part(service),
                Parked.class,
                new Query("/v1/parked").with("after", after).limited());
        model.addAttribute("service", service);
        model.addAttribute("parked", parked.answer());
        model.addAttribute("query", query);
        return "operations/older";
    }

    private static Part part(String service) {
        return Part.named(service).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/operations/parked/{service}/{id}/{what:retry|discard}")
    String ask(Model model, @PathVariable String service, @PathVariable String id, @PathVariable String what) {
        return ActionPage.ask(model, action(part(service), id, what));
    }

    @PostMapping("/operations/parked/{service}/{id}/{what:retry|discard}")
    String act(
            Asking asking,
            Model model,
            @PathVariable String service,
            @PathVariable String id,
            @PathVariable String what,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean ticked) {
        var action = action(part(service), id, what);
        var mistake = action.mistake(reason, ticked);
        if (mistake != null) {
            return ActionPage.again(model, action, key, reason, mistake);
        }
        var body = reason.isBlank() ? Map.of() : Map.of("reason", reason.strip());
        var path = Asking.path("/v1/parked/{id}/" + what, id);
        var answer = asking.post(part(service), JsonNode.class, key, body, path);
        return ActionPage.done(model, action, key, reason, answer, action.back());
    }

    private static Action action(Part part, String id, String what) {
        var command = "curl -X POST -H \"Authorization: Bearer $MILLRACE_TOKEN\" -H 'Content-Type: application/json'"
                + " -d '{\"reason\": \"…\"}' $MILLRACE_" + part.name() + "_URL/v1/parked/" + id + "/" + what;
        var back = Asking.path("/operations/parked/" + part.label() + "/{id}", id);
        return what.equals(RETRY)
                ? new Action(
                        "Try the record again",
                        "The record goes to " + part.label()
                                + " once more, as it is. If it still cannot be used, it is parked again.",
                        "Try again",
                        Deed.TREAT_PARKED,
                        Action.Reason.OPTIONAL,
                        null,
                        command,
                        back)
                : new Action(
                        "Discard the record",
                        part.label()
                                + " will never take this record in. What would have followed from it does not happen.",
                        "Discard",
                        Deed.TREAT_PARKED,
                        Action.Reason.REQUIRED,
                        "I know that this cannot be undone.",
                        command,
                        back);
    }
}
