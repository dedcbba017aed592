package dev.millrace.console.model;

import dev.millrace.console.chart.ByWindow;
import dev.millrace.console.chart.Histogram;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.model.MonitoringAnswers.Baseline;
import dev.millrace.console.model.MonitoringAnswers.Column;
import dev.millrace.console.model.MonitoringAnswers.Drift;
import dev.millrace.console.model.MonitoringAnswers.Estimated;
import dev.millrace.console.model.MonitoringAnswers.EstimatedWindow;
import dev.millrace.console.model.MonitoringAnswers.Gathering;
import dev.millrace.console.model.MonitoringAnswers.Performance;
import dev.millrace.console.model.MonitoringAnswers.Scored;
import dev.millrace.console.model.MonitoringAnswers.Window;
import dev.millrace.console.page.Show;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** How a model fares in production: whether its world moved, and whether it is still right. */
@Controller
class ProductionController {

    private static final int USUAL = 10;
    private static final int FEWEST = 5;
    private static final int MOST = 40;
    private static final List<String> PRESENCE = List.of("there", "missing");

    /**
     * What of the drift is looked at more closely.
     *
     * @param column by its name on the page; null for the one that moved most
     * @param window by its number; null for the newest
     */
    record Closer(
            @Nullable String column,
            @Nullable Long window,
            @Nullable String until,
            @Nullable Integer windows) {}

    @GetMapping("/models/{model}/drift")
    String drift(
            Asking asking,
            @PathVariable String model,
            Closer closer,
            @ModelAttribute(name = "show", binding = false) Show show,
            Model page) {
        int limit = closer.windows() == null ? USUAL : Math.clamp(closer.windows(), FEWEST, MOST);
        var drift = closer.until() == null
                ? asking.of(
                        Part.MONITORING,
                        Drift.class,
                        "/v1/models/{model}/drift?windows={limit}&detail=levels",
                        model,
                        limit)
                : asking.of(
                        Part.MONITORING,
                        Drift.class,
                        "/v1/models/{model}/drift?windows={limit}&detail=levels&until={until}",
                        model,
                        limit,
                        closer.until());
        var performance = asking.of(Part.MONITORING, Performance.class, "/v1/models/{model}/performance", model);
        page.addAttribute("model", model);
        page.addAttribute("drift", drift.answer());
        page.addAttribute("until", closer.until());
        drift.answer()
                .given()
                .map(DriftMatrix::of)
                .ifPresent(matrix -> closer(asking, model, closer, matrix, show, page));
        performance(performance.answer().given().orElse(null), show, page);
        page.addAttribute("performance", performance.answer());
        return "model/drift";
    }

    private static void closer(Asking asking, String model, Closer closer, DriftMatrix matrix, Show show, Model page) {
        page.addAttribute("matrix", matrix);
        var row = matrix.row(closer.column());
        if (row == null) {
            return;
        }
        var window = matrix.window(closer.window());
        var full = asking.of(
                Part.MONITORING,
                Drift.class,
                "/v1/models/{model}/drift?windows=1&detail=full&until={until}",
                model,
                window.to());
        var baseline = asking.of(
                Part.MONITORING,
                Baseline.class,
                "/v1/models/{model}/drift/baseline?generation={generation}",
                model,
                matrix.generation());
        page.addAttribute("row", row);
        page.addAttribute("window", window);
        page.addAttribute("effects", effects(matrix, row, show));
        page.addAttribute("baseline", baseline.answer());
        full.answer()
                .given()
                .flatMap(found -> counted(found, window, row))
                .ifPresent(counts -> baseline.answer()
                        .given()
                        .map(found -> bins(row, window, counts, found, show))
                        .ifPresent(plot -> page.addAttribute("bins", plot)));
    }

    private static Plot effects(DriftMatrix matrix, DriftMatrix.Row row, Show show) {
        var windows = IntStream.range(0, matrix.windows().size())
                .mapToObj(i -> effect(show, matrix.windows().get(i), row.cells().get(i)))
                .toList();
        return new ByWindow(
                        row.name() + ": effect by window",
                        row.unit().equals("sd") ? "effect, standard deviations" : "effect, Jensen-Shannon distance",
                        windows,
                        List.of(new ByWindow.Bound("bound", row.last().threshold(), "counts from")),
                        true)
                .plot();
    }

    private static ByWindow.Window effect(Show show, Window window, @Nullable Column cell) {
        return cell == null
                ? new ByWindow.Window(show.time(window.to()), null, "idle", "not judged")
                : new ByWindow.Window(
                        show.time(window.to()),
                        cell.effect(),
                        show.mark(cell.level()).getStyle().replace("good", "idle"),
                        window.announced() ? cell.level() + ", and it was told" : cell.level(),
                        window.announced(),
                        null);
    }

    private static Optional<List<Long>> counted(Drift full, Window window, DriftMatrix.Row row) {
        return full.windows().stream()
                .filter(one -> one.number() == window.number())
                .flatMap(one -> one.verdict().columns().stream())
                .filter(column ->
                        column.column().equals(row.column()) && column.ofMissingValues() == row.ofMissingValues())
                .map(Column::counts)
                .findFirst();
    }

    private static Plot bins(DriftMatrix.Row row, Window window, List<Long> counts, Baseline baseline, Show show) {
        var frozen = baseline.columns().stream()
                .filter(column -> column.column().equals(row.column()) && !row.ofMissingValues())
                .filter(column -> column.bins().size() == counts.size())
                .findFirst();
        var names = frozen.map(MonitoringAnswers.BaselineColumn::bins)
                .orElseGet(() -> counts.size() == PRESENCE.size()
                        ? PRESENCE
                        : IntStream.rangeClosed(1, counts.size())
                                .mapToObj(i -> "bin " + i)
                                .toList());
        var outline = frozen.map(column -> new Histogram.Counts("baseline", column.counts()))
                .orElse(null);
        return new Histogram(
                        row.name() + ": rows in each frozen bin",
                        "bin of " + row.column(),
                        "rows",
                        names,
                        List.of(),
                        new Histogram.Counts("window that ended " + show.time(window.to()), counts),
                        outline)
                .plot();
    }

    @GetMapping("/models/{model}/performance")
    String performance(
            Asking asking,
            @PathVariable String model,
            @ModelAttribute(name = "show", binding = false) Show show,
            Model page) {
        var performance = asking.of(Part.MONITORING, Performance.class, "/v1/models/{model}/performance", model);
        var gathering = asking.of(Part.MONITORING, Gathering.class, "/v1/models/{model}/feedback", model);
        page.addAttribute("model", model);
        page.addAttribute("gathering", gathering.answer());
        page.addAttribute("performance", performance.answer());
        performance(performance.answer().given().orElse(null), show, page);
        performance
                .answer()
                .given()
                .map(Performance::estimated)
                .filter(estimated -> !estimated.windows().isEmpty())
                .ifPresent(estimated -> page.addAttribute("estimatedByWindow", estimated(estimated, show)));
        return "model/performance";
    }

    private static Plot estimated(Estimated estimated, Show show) {
        var windows = estimated.windows().reversed();
        var newest = windows.getLast().estimated();
        return new ByWindow(
                        newest.metric() + " as estimated, by window of predictions",
                        newest.metric(),
                        windows.stream()
                                .map(window -> estimated(show, newest.metric(), window))
                                .toList(),
                        bounds(newest.expected(), newest.bound()),
                        false)
                .plot();
    }

    private static ByWindow.Window estimated(Show show, String metric, EstimatedWindow window) {
        var estimated = window.estimated();
        var estimate = estimated.metrics().get(metric);
        return estimate == null
                ? new ByWindow.Window(show.time(window.to()), null, "idle", "not estimated")
                : new ByWindow.Window(
                        show.time(window.to()),
                        estimate.value(),
                        estimated.worse() ? "bad" : "good",
                        "%s%s to %s, %d predictions"
                                .formatted(
                                        estimated.worse() ? "worse, " : "as expected, ",
                                        show.metric(estimate.low()),
                                        show.metric(estimate.high()),
                                        estimated.rows()));
    }

    private static List<ByWindow.Bound> bounds(@Nullable Double expected, @Nullable Double bound) {
        var bounds = new ArrayList<ByWindow.Bound>();
        if (expected != null) {
            bounds.add(new ByWindow.Bound("dashed idle", expected, "test"));
        }
        if (bound != null) {
            bounds.add(new ByWindow.Bound("bound", bound, "bound"));
        }
        return bounds;
    }

    private static void performance(@Nullable Performance found, Show show, Model page) {
        if (found == null || found.windows().isEmpty()) {
            return;
        }
        var windows = found.windows().reversed();
        var newest = windows.getLast();
        page.addAttribute(
                "byWindow",
                new ByWindow(
                                found.measured().metric() + " by window of labels",
                                found.measured().metric(),
                                windows.stream()
                                        .map(window ->
                                                scored(show, found.measured().metric(), window))
                                        .toList(),
                                bounds(newest.expected(), newest.bound()),
                                false)
                        .plot());
    }

    private static ByWindow.Window scored(Show show, String metric, Scored window) {
        return new ByWindow.Window(
                show.time(window.to()),
                window.metrics().get(metric),
                window.worse() ? "bad" : "good",
                (window.worse() ? "worse, " : "as expected, ") + window.labels() + " labels",
                false,
                window.labels());
    }
}
