package dev.millrace.console.overview;

import dev.millrace.console.cascade.Cascades;
import dev.millrace.console.page.Show;
import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Pending;
import dev.millrace.console.service.Summary;
import java.util.EnumMap;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The overview: a verdict, what wants a person, the loop, the day, and what came last. */
@Controller
class OverviewController {

    private static final int NEWEST = 10;

    @GetMapping("/")
    String overview(Asking asking, Model model, @ModelAttribute("show") Show show) {
        var asked = asking.ofAll(Summary.class, "/v1/summary");
        var cascades = asking.of(Part.MONITORING, Cascades.class, "/v1/cascades?limit={limit}", NEWEST);
        var summaries = new EnumMap<Part, Answer<Summary>>(Part.class);
        asked.forEach((Part part, Pending<Summary> pending) -> summaries.put(part, pending.answer()));
        var monitoring = Objects.requireNonNull(summaries.get(Part.MONITORING));
        model.addAttribute("situation", Situation.of(summaries));
        model.addAttribute("loop", Loop.of(summaries));
        model.addAttribute("monitoring", monitoring);
        model.addAttribute("day", monitoring.map(summary -> Day.of(summary.hours(), show)));
        model.addAttribute("tiles", CountTile.of(summaries));
        model.addAttribute("cascades", cascades.answer());
        return "overview/page";
    }
}
