package dev.millrace.console.audit;

import dev.millrace.console.page.Query;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit of one aggregate. */
@Controller
class AuditController {

    /** Comes after every line. */
    private static final String END = Long.toString(Long.MAX_VALUE);

    @GetMapping("/audit")
    String audit(
            Asking asking,
            Model model,
            @RequestParam(defaultValue = "") String aggregate,
            @RequestParam(defaultValue = "") String after) {
        var query = new Query("/audit").with("aggregate", aggregate);
        model.addAttribute("query", query);
        var part = Part.named(aggregate.strip().replaceFirst(":.*", ""));
        model.addAttribute("unknown", !aggregate.isBlank() && part.isEmpty());
        model.addAttribute("audit", null);
        part.ifPresent(service -> model.addAttribute(
                "audit",
                asking.of(
                                service,
                                Audit.class,
                                "/v1"
                                        + query.with("before", after.isBlank() ? END : after)
                                                .limited())
                        .answer()));
        return "audit/page";
    }
}
