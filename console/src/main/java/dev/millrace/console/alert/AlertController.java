package dev.millrace.console.alert;

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
import tools.jackson.databind.JsonNode;

/** Alerts: the list, and one. */
@Controller
class AlertController {

    private static final List<String> SEVERITIES = List.of("CRITICAL", "WARNING", "INFO");

    @GetMapping("/alerts")
    String alerts(
            Asking asking,
            Model model,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String pipeline,
            @RequestParam(defaultValue = "") String after) {
        var query = new Query("/alerts")
                .with("severity", severity)
                .with("code", code)
                .with("pipeline", pipeline);
        var alerts = asking.of(
                Part.MONITORING,
                Alerts.class,
                "/v1" + query.with("after", after).limited());
        var routes = asking.of(Part.MONITORING, Routes.class, "/v1/alert-routes");
        var silences = asking.of(Part.MONITORING, Routes.Silences.class, "/v1/silences");
        model.addAttribute("alerts", alerts.answer());
        var groups = alerts.answer().given().map(Alerts::groups).orElse(List.of());
        model.addAttribute("groups", groups);
        model.addAttribute(
                "handling",
                handling(
                        asking,
                        groups.stream().map(group -> group.newest().id()).toList()));
        model.addAttribute("routes", routes.answer());
        model.addAttribute("silences", silences.answer());
        model.addAttribute("query", query);
        model.addAttribute("severities", SEVERITIES);
        return "alert/list";
    }

    private static Map<String, Handling.One> handling(Asking asking, List<String> alerts) {
        return alerts.isEmpty()
                ? Map.of()
                : asking.of(
                                Part.MONITORING,
                                Handling.class,
                                "/v1/alert-handling?alerts={ids}",
                                String.join(",", alerts))
                        .answer()
                        .given()
                        .map(Handling::byAlert)
                        .orElse(Map.of());
    }

    @GetMapping("/alerts/{id}")
    String alert(Asking asking, Model model, @PathVariable String id) {
        var alert = asking.of(Part.MONITORING, Alerts.Alert.class, "/v1/alerts/{id}", id);
        model.addAttribute("alert", alert.answer());
        model.addAttribute("handling", handling(asking, List.of(id)).get(id));
        return "alert/page";
    }

    @GetMapping("/alerts/{id}/acknowledge")
    String askToAcknowledge(Model model, @PathVariable String id) {
        return ActionPage.ask(model, acknowledge(id));
    }

    @PostMapping("/alerts/{id}/acknowledge")
    String acknowledge(
            Asking asking,
            Model model,
            @PathVariable String id,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String reason) {
        var action = acknowledge(id);
        var mistake = action.mistake(reason, false);
        if (mistake != null) {
            return ActionPage.again(model, action, key, reason, mistake);
        }
        var body = reason.isBlank() ? Map.of() : Map.of("note", reason.strip());
        var answer =
                asking.post(Part.MONITORING, JsonNode.class, key, body, Asking.path("/v1/alerts/{id}/acknowledge", id));
        return ActionPage.done(model, action, key, reason, answer, Asking.path("/alerts/{id}", id));
    }

    private static Action acknowledge(String id) {
        return new Action(
                "Acknowledge the alert",
                "Everybody sees that you look after it, and nobody is told again that it lasts. Its end is told all"
                        + " the same.",
                "Acknowledge",
                Deed.ACKNOWLEDGE,
                Action.Reason.OPTIONAL,
                null,
                "./millrace alerts acknowledge " + id + " --note '…'",
                Asking.path("/alerts/{id}", id));
    }
}
