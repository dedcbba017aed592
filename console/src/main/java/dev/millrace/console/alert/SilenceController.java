package dev.millrace.console.alert;

import dev.millrace.console.alert.Alerts.Alert;
import dev.millrace.console.alert.Routes.Silence;
import dev.millrace.console.alert.Routes.Silences;
import dev.millrace.console.page.Action;
import dev.millrace.console.page.ActionPage;
import dev.millrace.console.page.Deed;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Lets nobody be told of alerts that are like one of them, for a while or until somebody ends that. */
@Controller
class SilenceController {

    private static final String LIST = "/alerts#silences";

    private static final Action.Choice LENGTHS = new Action.Choice(
            "For how long",
            List.of(
                    new Action.Option("PT2H", "2 hours"),
                    new Action.Option("PT8H", "8 hours"),
                    new Action.Option("P1D", "a day"),
                    new Action.Option("P7D", "7 days")));

    private final Clock clock;

    SilenceController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/alerts/{id}/silence")
    String ask(Asking asking, Model model, @PathVariable String id) {
        var alert = alert(asking, id);
        return alert.given().map(given -> ActionPage.ask(model, silence(given))).orElseGet(() -> unknown(model, alert));
    }

    @PostMapping("/alerts/{id}/silence")
    String act(
            Asking asking,
            Model model,
            @PathVariable String id,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String choice) {
        var alert = alert(asking, id);
        if (alert.given().isEmpty()) {
            return unknown(model, alert);
        }
        var action = silence(alert.given().get());
        model.addAttribute(ActionPage.CHOICE, choice);
        var mistake = Optional.ofNullable(action.mistake(reason, false))
                .or(() -> LENGTHS.has(choice) ? Optional.empty() : Optional.of("Say for how long."));
        if (mistake.isPresent()) {
            return ActionPage.again(model, action, key, reason, mistake.get());
        }
        var until = clock.instant().plus(Duration.parse(choice)).toString();
        var body = Map.of("match", match(alert.given().get()), "until", until, "reason", reason.strip());
        var answer = asking.post(Part.MONITORING, JsonNode.class, key, body, "/v1/silences");
        return ActionPage.done(model, action, key, reason, answer, LIST);
    }

    @GetMapping("/silences/{id}/end")
    String askToEnd(Asking asking, Model model, @PathVariable String id) {
        return lasting(asking, id)
                .map(silence -> ActionPage.ask(model, end(silence)))
                .orElse("redirect:" + LIST);
    }

    @PostMapping("/silences/{id}/end")
    String end(Asking asking, Model model, @PathVariable String id, @RequestParam String key) {
        var silence = lasting(asking, id);
        if (silence.isEmpty()) {
            return "redirect:" + LIST;
        }
        var answer = asking.delete(Part.MONITORING, Asking.path("/v1/silences/{id}", id));
        return ActionPage.done(model, end(silence.get()), key, "", answer, LIST);
    }

    /** Empty where it is over, or is not known of; the list of silences says which. */
    private static Optional<Silence> lasting(Asking asking, String id) {
        return asking.of(Part.MONITORING, Silences.class, "/v1/silences").answer().given().stream()
                .flatMap(silences -> silences.silences().stream())
                .filter(silence -> silence.id().equals(id))
                .findFirst();
    }

    private static Action end(Silence silence) {
        return new Action(
                "End a silence",
                "From now on people are told again of alerts that fit " + silence.getFits() + ". Those that came while"
                        + " it lasted are not told any more.",
                "End it",
                Deed.SILENCE,
                Action.Reason.NONE,
                null,
                "./millrace silence end " + silence.id(),
                LIST);
    }

    private static Answer<Alert> alert(Asking asking, String id) {
        return asking.of(Part.MONITORING, Alert.class, "/v1/alerts/{id}", id).answer();
    }

    /** The alert's own page says why there is nothing. */
    private static String unknown(Model model, Answer<Alert> alert) {
        model.addAttribute("alert", alert);
        model.addAttribute("handling", null);
        return "alert/page";
    }

    private static Map<String, List<String>> match(Alert alert) {
        return alert.pipeline() == null
                ? Map.of("code", List.of(alert.code()))
                : Map.of("code", List.of(alert.code()), "pipeline", List.of(alert.pipeline()));
    }

    private static Action silence(Alert alert) {
        var which = alert.code() + (alert.pipeline() == null ? "" : " of " + alert.pipeline());
        return new Action(
                "Silence " + which,
                "Nobody is told of alerts " + which + " until the time is over. They are recorded as ever, and the end"
                        + " of what was told before is told all the same.",
                "Silence",
                Deed.SILENCE,
                Action.Reason.REQUIRED,
                null,
                LENGTHS,
                "./millrace silence --code " + alert.code()
                        + (alert.pipeline() == null ? "" : " --pipeline " + alert.pipeline())
                        + " --for 2h --reason '…'",
                Asking.path("/alerts/{id}", alert.id()));
    }
}
