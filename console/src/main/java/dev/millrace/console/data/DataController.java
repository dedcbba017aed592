package dev.millrace.console.data;

import dev.millrace.console.chart.VersionBars;
import dev.millrace.console.data.DataAnswers.Dataset;
import dev.millrace.console.data.DataAnswers.Judged;
import dev.millrace.console.data.DataAnswers.JudgedList;
import dev.millrace.console.data.DataAnswers.Labels;
import dev.millrace.console.data.DataAnswers.Pipelines;
import dev.millrace.console.data.DataAnswers.Report;
import dev.millrace.console.data.DataAnswers.Schema;
import dev.millrace.console.data.DataAnswers.Statistics;
import dev.millrace.console.data.DataAnswers.Verdict;
import dev.millrace.console.data.DataAnswers.Verdicts;
import dev.millrace.console.data.DataAnswers.Version;
import dev.millrace.console.service.Asking;
import dev.millrace.console.service.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Datasets, one dataset, one version of it. */
@Controller
class DataController {

    private static final int PAGE = 50;
    private static final int PLOTTED = 24;
    private static final int MOST_PIPELINES = 50;
    private static final String NEWEST = "9223372036854775807";
    private static final String VERSIONS = "/v1/datasets/{dataset}/versions?before={before}&limit={limit}";
    private static final String ONE = "/v1/datasets/{dataset}/versions/{version}";

    @GetMapping("/data")
    String datasets(Asking asking, @RequestParam(defaultValue = "") String after, Model page) {
        var datasets =
                asking.of(Part.INGESTION, Dataset[].class, "/v1/datasets?after={after}&limit={limit}", after, PAGE);
        var judged =
                asking.of(Part.VALIDATION, JudgedList.class, "/v1/datasets?after={after}&limit={limit}", after, PAGE);
        page.addAttribute("datasets", datasets.answer().map(Arrays::asList));
        page.addAttribute("judged", judged.answer().map(DataController::byName));
        page.addAttribute(
                "next",
                datasets.answer()
                        .given()
                        .filter(found -> found.length == PAGE)
                        .map(found -> found[found.length - 1].dataset())
                        .orElse(null));
        return "data/list";
    }

    private static Map<String, Judged> byName(JudgedList judged) {
        return judged.datasets().stream().collect(Collectors.toMap(Judged::dataset, Function.identity(), (a, b) -> a));
    }

    @GetMapping("/data/{dataset}")
    String dataset(
            Asking asking, @PathVariable String dataset, @RequestParam(defaultValue = NEWEST) long before, Model page) {
        var found = asking.of(Part.INGESTION, Dataset.class, "/v1/datasets/{dataset}", dataset);
        var versions = asking.of(Part.INGESTION, Version[].class, VERSIONS, dataset, before, PLOTTED);
        var verdicts = asking.of(Part.VALIDATION, Verdicts.class, VERSIONS, dataset, before, PLOTTED);
        var schema = asking.of(Part.VALIDATION, Schema.class, "/v1/datasets/{dataset}/schema", dataset);
        var pipelines = asking.of(
                Part.TRAINING, Pipelines.class, "/v1/pipelines?dataset={d}&limit={n}", dataset, MOST_PIPELINES);
        page.addAttribute("dataset", dataset);
        page.addAttribute("found", found.answer());
        page.addAttribute("versions", versions.answer().map(Arrays::asList));
        page.addAttribute("verdicts", verdicts.answer().map(DataController::byVersion));
        page.addAttribute("schema", schema.answer());
        page.addAttribute("pipelines", pipelines.answer().map(Pipelines::pipelines));
        var judged = verdicts.answer().given().map(DataController::byVersion).orElse(Map.of());
        versions.answer().given().filter(list -> list.length > 0).ifPresent(list -> {
            page.addAttribute("bars", bars(list, judged, -1).plot());
            page.addAttribute("older", list.length == PLOTTED ? list[list.length - 1].version() : null);
        });
        return "data/one";
    }

    private static Map<Long, Verdict> byVersion(Verdicts verdicts) {
        return verdicts.versions().stream()
                .collect(Collectors.toMap(Verdict::version, Function.identity(), (a, b) -> a));
    }

    private static VersionBars bars(Version[] newestFirst, Map<Long, Verdict> judged, long shown) {
        return new VersionBars(Arrays.asList(newestFirst).reversed().stream()
                .map(version -> {
                    var verdict = judged.get(version.version());
                    boolean rejected = verdict != null && !verdict.usable();
                    return new VersionBars.Bar(
                            version.version(),
                            version.rows(),
                            verdict == null ? "no verdict known" : rejected ? "REJECTED" : "usable",
                            rejected,
                            version.snapshot(),
                            version.version() == shown);
                })
                .toList());
    }

    @GetMapping("/data/{dataset}/versions/{version}")
    String version(
            Asking asking,
            @PathVariable String dataset,
            @PathVariable long version,
            @RequestParam(required = false) @Nullable Long against,
            @RequestParam(required = false) @Nullable String column,
            Model page) {
        long other = against == null ? version - 1 : against;
        var found = asking.of(Part.INGESTION, Version.class, ONE, dataset, version);
        var report = asking.of(Part.VALIDATION, Report.class, ONE + "/report", dataset, version);
        var statistics = asking.of(Part.VALIDATION, Statistics.class, ONE + "/statistics", dataset, version);
        var compared =
                other < 1 ? null : asking.of(Part.VALIDATION, Statistics.class, ONE + "/statistics", dataset, other);
        var versions = asking.of(Part.INGESTION, Version[].class, VERSIONS, dataset, version + 5, PLOTTED);
        var verdicts = asking.of(Part.VALIDATION, Verdicts.class, VERSIONS, dataset, version + 5, PLOTTED);
        var labels = asking.of(Part.MONITORING, Labels.class, ONE + "/labels", dataset, version);
        page.addAttribute("dataset", dataset);
        page.addAttribute("number", version);
        page.addAttribute("labels", labels.answer());
        page.addAttribute("other", other);
        page.addAttribute("found", found.answer());
        page.addAttribute("report", report.answer());
        page.addAttribute("statistics", statistics.answer());
        page.addAttribute("compared", compared == null ? null : compared.answer());
        page.addAttribute("versions", versions.answer().map(Arrays::asList));
        var judged = verdicts.answer().given().map(DataController::byVersion).orElse(Map.of());
        versions.answer()
                .given()
                .ifPresent(list ->
                        page.addAttribute("bars", bars(list, judged, version).plot()));
        var second = compared == null ? null : compared.answer().given().orElse(null);
        found.answer()
                .given()
                .flatMap(one -> rows(versions.answer().given(), other, second).map(rows -> one.rows() - rows))
                .ifPresent(more -> page.addAttribute("more", more));
        statistics.answer().given().ifPresent(given -> {
            var rows = ColumnRows.of(
                    version, given, other, second, report.answer().given().orElse(null));
            page.addAttribute("rows", rows);
            page.addAttribute("row", chosen(rows, column));
        });
        return "data/version";
    }

    /** How many rows the version has that is compared with; empty where there is none, or nobody knows. */
    private static Optional<Long> rows(Optional<Version[]> listed, long version, @Nullable Statistics statistics) {
        return listed.stream()
                .flatMap(Arrays::stream)
                .filter(one -> one.version() == version)
                .map(Version::rows)
                .findFirst()
                .or(() -> Optional.ofNullable(statistics).map(Statistics::rows));
    }

    /** The column that was asked for, or the first that can be drawn. */
    private static @Nullable ColumnRow chosen(List<ColumnRow> rows, @Nullable String column) {
        return rows.stream()
                .filter(row -> column == null ? row.small() != null : row.name().equals(column))
                .findFirst()
                .orElse(null);
    }
}
