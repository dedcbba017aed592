package dev.millrace.console.model;

import dev.millrace.console.chart.Plot;
import dev.millrace.console.chart.VersionPairs;
import dev.millrace.console.model.MonitoringAnswers.Drift;
import dev.millrace.console.model.MonitoringAnswers.EpisodeList;
import dev.millrace.console.model.MonitoringAnswers.ModelLevel;
import dev.millrace.console.model.MonitoringAnswers.ModelLevels;
import dev.millrace.console.model.MonitoringAnswers.Performance;
import dev.millrace.console.model.RegistryAnswers.Generation;
import dev.millrace.console.model.RegistryAnswers.Lineage;
import dev.millrace.console.model.RegistryAnswers.ModelDetail;
import dev.millrace.console.model.RegistryAnswers.ModelList;
import dev.millrace.console.model.RegistryAnswers.Version;
import dev.millrace.console.page.Metrics;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Models, one model, one version and where it comes from. */
@Controller
class ModelController {

    private static final int PAGE = 50;
    private static final int PLOTTED = 24;

    private static final int EPISODES = 20;

    record VersionList(List<Version> versions) {}

    record GenerationList(List<Generation> generations) {}

    @GetMapping("/models")
    String models(Asking asking, @RequestParam(defaultValue = "") String after, Model page) {
        var models = asking.of(Part.REGISTRY, ModelList.class, "/v1/models?after={after}&limit={limit}", after, PAGE);
        var levels =
                asking.of(Part.MONITORING, ModelLevels.class, "/v1/models?after={after}&limit={limit}", after, PAGE);
        page.addAttribute("models", models.answer());
        page.addAttribute("levels", levels.answer().map(ModelController::byName));
        page.addAttribute(
                "next",
                models.answer()
                        .given()
                        .filter(found -> found.models().size() == PAGE)
                        .map(found -> found.models().getLast().model())
                        .orElse(null));
        return "model/list";
    }

    private static Map<String, ModelLevel> byName(ModelLevels levels) {
        return levels.models().stream().collect(Collectors.toMap(ModelLevel::model, Function.identity(), (a, b) -> a));
    }

    @GetMapping("/models/{model}")
    String model(
            Asking asking,
            @PathVariable String model,
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(defaultValue = "2147483647") int below,
            Model page) {
        var detail = asking.of(Part.REGISTRY, ModelDetail.class, "/v1/models/{model}", model);
        var versions = asking.of(
                Part.REGISTRY,
                VersionList.class,
                "/v1/models/{model}/versions?below={below}&limit={limit}",
                model,
                below,
                PLOTTED);
        var drift = asking.of(Part.MONITORING, Drift.class, "/v1/models/{model}/drift?windows=1&detail=levels", model);
        var performance = asking.of(Part.MONITORING, Performance.class, "/v1/models/{model}/performance", model);
        var episodes = asking.of(
                Part.MONITORING, EpisodeList.class, "/v1/models/{model}/episodes?limit={limit}", model, EPISODES);
        page.addAttribute("model", model);
        page.addAttribute("episodes", episodes.answer());
        page.addAttribute("detail", detail.answer());
        page.addAttribute("versions", versions.answer());
        page.addAttribute("drift", drift.answer());
        page.addAttribute("performance", performance.answer());
        versions.answer()
                .given()
                .map(VersionList::versions)
                .filter(list -> !list.isEmpty())
                .ifPresent(list -> {
                    var chosen = ShownMetric.chosen(metric, list.getFirst());
                    page.addAttribute("metric", chosen);
                    page.addAttribute(
                            "metrics", Metrics.ordered(list.getFirst().metrics().keySet()));
                    page.addAttribute("plot", byVersion(chosen, list));
                    page.addAttribute(
                            "older", list.size() == PLOTTED ? list.getLast().version() : null);
                });
        return "model/one";
    }

    private static Plot byVersion(String metric, List<Version> versions) {
        return new VersionPairs(
                        metric,
                        versions.reversed().stream()
                                .filter(version -> version.metrics().get(metric) != null)
                                .map(version -> pair(metric, version))
                                .toList())
                .plot();
    }

    /** Both figures are those that were compared: where rows were left out, the version's is another one on all its test rows. */
    private static VersionPairs.Pair pair(String metric, Version version) {
        var css = version.champion() ? "good" : version.waits() ? "attention" : "idle";
        return version.judgement().gates().stream()
                .filter(gate -> gate.metric().equals(metric) && gate.slice() == null)
                .filter(gate -> gate.value() != null && gate.championValue() != null)
                .findFirst()
                .map(gate -> new VersionPairs.Pair(
                        version.version(), Objects.requireNonNull(gate.value()), gate.championValue(), css))
                .orElseGet(() -> new VersionPairs.Pair(
                        version.version(),
                        Objects.requireNonNull(version.metrics().get(metric)),
                        null,
                        css));
    }

    @GetMapping("/models/{model}/generations")
    String generations(
            Asking asking,
            @PathVariable String model,
            @RequestParam(defaultValue = "9223372036854775807") long below,
            Model page) {
        var generations = asking.of(
                Part.REGISTRY,
                GenerationList.class,
                "/v1/models/{model}/generations?below={below}&limit={limit}",
                model,
                below,
                PAGE);
        page.addAttribute("model", model);
        page.addAttribute("generations", generations.answer());
        page.addAttribute(
                "older",
                generations
                        .answer()
                        .given()
                        .filter(found -> found.generations().size() == PAGE)
                        .map(found -> found.generations().getLast().number())
                        .orElse(null));
        return "model/generations";
    }

    @GetMapping("/models/{model}/versions/{version}")
    String version(
            Asking asking,
            @PathVariable String model,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable Integer against,
            @RequestParam(required = false) @Nullable String metric,
            Model page) {
        var comparison = Comparisons.ask(asking, model, version, against);
        page.addAttribute("model", model);
        page.addAttribute("number", version);
        page.addAttribute("comparison", comparison);
        comparison.version().given().ifPresent(found -> page.addAttribute("metric", ShownMetric.chosen(metric, found)));
        return "model/version";
    }

    @GetMapping("/models/{model}/versions/{version}/lineage")
    String lineage(Asking asking, @PathVariable String model, @PathVariable int version, Model page) {
        var lineage = asking.of(
                Part.REGISTRY, Lineage.class, "/v1/models/{model}/versions/{version}/lineage", model, version);
        page.addAttribute("model", model);
        page.addAttribute("number", version);
        page.addAttribute("lineage", lineage.answer());
        return "model/lineage";
    }
}
