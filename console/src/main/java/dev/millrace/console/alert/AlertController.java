package dev.millrace.console.alert;

import dev.millrace.console.page.Query;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

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
        model.addAttribute("alerts", alerts.answer());
        model.addAttribute("query", query);
        model.addAttribute("severities", SEVERITIES);
        return "alert/list";
    }

    @GetMapping("/alerts/{id}")
    String alert(Asking asking, Model model, @PathVariable String id) {
        var alert = asking.of(Part.MONITORING, Alerts.Alert.class, "/v1/alerts/{id}", id);
        model.addAttribute("alert", alert.answer());
        return "alert/page";
    }
}
