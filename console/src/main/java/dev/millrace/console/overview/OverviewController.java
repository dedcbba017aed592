package dev.millrace.console.overview;

import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The overview. */
@Controller
class OverviewController {

    private static final int NEWEST = 10;

    private record Cascades(List<Cascade> cascades) {}

    private record Cascade(
            String id,
            String status,
            String startedAt,
            @Nullable String last) {}

    @GetMapping("/")
    String overview(Asking asking, Model model) {
        var cascades = asking.of(Part.MONITORING, Cascades.class, "/v1/cascades?limit={limit}", NEWEST);
        model.addAttribute("cascades", cascades.answer());
        return "overview/page";
    }
}
