package dev.millrace.console.cascade;

import dev.millrace.console.page.Query;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Cascades: the list, and one as it went. */
@Controller
class CascadeController {

    private static final List<String> STATUSES = List.of(
            "RUNNING",
            "PENDING_APPROVAL",
            "SERVING",
            "FAILED",
            "REJECTED",
            "NOT_APPROVED",
            "NO_TRAINING",
            "VALIDATED",
            "MERGED",
            "SUPERSEDED",
            "CANCELLED",
            "APPLIED",
            "ALERT");
    private static final List<String> TRIGGERS = List.of("DATA", "DRIFT", "PERSON", "PIPELINE", "ALERT", "OTHER");

    @GetMapping("/cascades")
    String cascades(
            Asking asking,
            Model model,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String trigger,
            @RequestParam(defaultValue = "") String pipeline,
            @RequestParam(defaultValue = "") String dataset,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String after) {
        var query = new Query("/cascades")
                .with("status", status)
                .with("trigger", trigger)
                .with("pipeline", pipeline)
                .with("dataset", dataset)
                .with("from", from)
                .with("until", until);
        var cascades = asking.of(
                Part.MONITORING,
                Cascades.class,
                "/v1" + query.with("after", after).limited());
        model.addAttribute("cascades", cascades.answer());
        model.addAttribute("query", query);
        model.addAttribute("statuses", STATUSES);
        model.addAttribute("triggers", TRIGGERS);
        return "cascade/list";
    }

    @GetMapping("/cascades/{id}")
    String cascade(Asking asking, Model model, @PathVariable String id) {
        var cascade = asking.of(Part.MONITORING, Cascade.class, "/v1/cascades/{id}", id)
                .answer();
        model.addAttribute("id", id);
        model.addAttribute("cascade", cascade);
        cascade.given().ifPresent(found -> {
            model.addAttribute("numbers", found.numbers());
            model.addAttribute("course", Course.of(found));
        });
        return "cascade/page";
    }
}
