package dev.millrace.console.model;

import dev.millrace.console.chart.ByWindow;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.page.Show;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** How a model's windows were long ago, added up to longer and longer steps. */
@Controller
class DriftHistoryController {

    private static final int STEPS = 50;

    /** Newest first. */
    record History(List<Step> steps) {}

    /**
     * Windows in a row of one version.
     *
     * @param windows how many, judged or not
     */
    record Step(int version, String from, String to, long windows, long rows, Levels levels, List<Column> columns) {

        private static final int NAMED = 3;

        /** The columns that drifted in some of them. */
        public String getMoved() {
            return columns.stream()
                    .filter(column -> column.drifted() > 0)
                    .limit(NAMED)
                    .map(Column::sentence)
                    .collect(Collectors.joining(", "));
        }

        private long judged() {
            return levels.none() + levels.possible() + levels.drift();
        }
    }

    /** Windows of each level; the others had too few rows. */
    record Levels(long none, long possible, long drift) {}

    record Column(String column, long windows, long drifted, double meanEffect) {

        private String sentence() {
            return String.format(Locale.ROOT, "%s (%.2f, in %d of %d)", column, meanEffect, drifted, windows);
        }
    }

    @GetMapping("/models/{model}/drift/history")
    String history(
            Asking asking,
            @PathVariable String model,
            @RequestParam(required = false) @Nullable String until,
            @ModelAttribute(name = "show", binding = false) Show show,
            Model page) {
        var history = until == null
                ? asking.of(
                        Part.MONITORING, History.class, "/v1/models/{model}/drift/history?limit={limit}", model, STEPS)
                : asking.of(
                        Part.MONITORING,
                        History.class,
                        "/v1/models/{model}/drift/history?limit={limit}&until={until}",
                        model,
                        STEPS,
                        until);
        page.addAttribute("model", model);
        page.addAttribute("until", until);
        page.addAttribute("history", history.answer());
        history.answer()
                .given()
                .map(History::steps)
                .filter(steps -> !steps.isEmpty())
                .ifPresent(steps -> {
                    page.addAttribute("plot", plot(steps, show));
                    page.addAttribute(
                            "older", steps.size() == STEPS ? steps.getLast().from() : null);
                });
        return "model/history";
    }

    private static Plot plot(List<Step> steps, Show show) {
        return new ByWindow(
                        "Windows that drifted by themselves",
                        "share of judged windows, %",
                        steps.reversed().stream()
                                .map(step -> window(step, show))
                                .toList(),
                        List.of(),
                        true)
                .plot();
    }

    /** A step of windows with too few rows is a gap. */
    private static ByWindow.Window window(Step step, Show show) {
        var note = "%d of %d windows".formatted(step.levels().drift(), step.judged());
        return step.judged() == 0
                ? new ByWindow.Window(show.time(step.to()), null, "idle", note)
                : new ByWindow.Window(
                        show.time(step.to()),
                        100.0 * step.levels().drift() / step.judged(),
                        step.levels().drift() > 0 ? "bad" : "idle",
                        note);
    }
}
