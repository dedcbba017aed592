package dev.millrace.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartTests {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private static Plot.Shape shape(Plot plot, String css) {
        return plot.shapes().stream()
                .filter(shape -> shape.css().equals(css))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + css + " in " + plot.shapes()));
    }

    @Test
    void stacksCountsFromZeroAndLeavesOutWhatDidNotHappen() {
        var plot = new StackedBars(
                        "Cascades",
                        "hour",
                        "cascades",
                        List.of(new StackedBars.Kind("good", "serving"), new StackedBars.Kind("bad", "failed")),
                        List.of(
                                new StackedBars.Column("12", List.of(4L, 0L)),
                                new StackedBars.Column("13", List.of(1L, 2L))))
                .plot();

        assertThat(shape(plot, "fill good").path().chars().filter(c -> c == 'M').count())
                .isEqualTo(2);
        assertThat(shape(plot, "fill bad").path().chars().filter(c -> c == 'M').count())
                .isEqualTo(1);
        assertThat(plot.labels()).extracting(Plot.Label::text).contains("0", "cascades", "hour", "12", "13");
        assertThat(plot.figures().rows()).containsExactly(List.of("12", "4", "0"), List.of("13", "1", "2"));
    }

    @Test
    void marksTheNewestDecisionAndShadesTheCooldown() {
        var plot = new DecisionStrip(
                        "Decisions",
                        NOON.minusSeconds(7 * 86_400),
                        NOON,
                        ZoneOffset.UTC,
                        List.of(
                                new DecisionStrip.Decision(NOON.minusSeconds(60), "SUPPRESSED", "COOLDOWN", "wait"),
                                new DecisionStrip.Decision(NOON.minusSeconds(600), "STARTED", "NEW_DATA", "run")),
                        NOON.plusSeconds(3600))
                .plot();

        assertThat(plot.shapes()).extracting(Plot.Shape::css).contains("shade", "fill running", "fill idle newest");
        assertThat(plot.labels()).extracting(Plot.Label::text).contains("STARTED", "MERGED", "22 Nov", "28 Nov");
        assertThat(plot.figures().rows()).hasSize(2);
    }

    @Test
    void listsFewVersionsAndDrawsMany() {
        var few = new VersionPairs("auc", List.of(new VersionPairs.Pair(1, 0.91, null, "good")));
        var many = new VersionPairs(
                "auc",
                IntStream.rangeClosed(1, 4)
                        .mapToObj(version -> new VersionPairs.Pair(
                                version, 0.9 + version / 100.0, 0.9, version == 4 ? "good" : "idle"))
                        .toList());

        assertThat(few.plot().drawn()).isFalse();
        assertThat(few.plot().figures().rows()).containsExactly(List.of("1", "0.9100", "–", "–"));
        assertThat(many.plot().shapes())
                .extracting(Plot.Shape::css)
                .contains("ring idle", "fill idle", "fill good")
                .doesNotContain("fill attention");
        assertThat(many.plot().figures().rows().getLast()).containsExactly("4", "0.9400", "0.9000", "+0.0400");
    }

    @Test
    void drawsAChangeWithItsBoundAndNothingWithoutAValue() {
        var plot = new Change(0.95, 0.93, 0.92, "good").plot();

        assertThat(plot.shapes())
                .extracting(Plot.Shape::css)
                .containsExactly("grid", "bound", "stroke good", "ring idle", "fill good");
        assertThat(new Change(null, 0.93, 0.92, "bad").plot().drawn()).isFalse();
    }

    @Test
    void drawsEqualValuesWithoutAnArrow() {
        assertThat(new Change(0.95, 0.95, null, "idle").plot().shapes())
                .extracting(Plot.Shape::css)
                .doesNotContain("stroke idle");
    }

    @Test
    void leavesAGapWhereAWindowHasNoValue() {
        var windows = IntStream.range(0, 6)
                .mapToObj(i -> new ByWindow.Window("1" + i, i == 3 ? null : 0.1 * i, i > 4 ? "bad" : "idle", "NONE"))
                .toList();

        var plot = new ByWindow(
                        "fare", "effect, sd", windows, List.of(new ByWindow.Bound("bound", 0.1, "counts from")), true)
                .plot();

        assertThat(shape(plot, "stroke idle")
                        .path()
                        .chars()
                        .filter(c -> c == 'M')
                        .count())
                .as("stretches of the line")
                .isEqualTo(2);
        assertThat(plot.labels()).extracting(Plot.Label::text).contains("counts from 0.1", "0.0");
        assertThat(plot.figures().rows().get(3)).containsExactly("13", "–", "NONE");
    }

    @Test
    void drawsLabelsBelowTheirWindowsAndMarksWhereSomebodyWasTold() {
        var windows = IntStream.range(0, 6)
                .mapToObj(i -> new ByWindow.Window("1" + i, 0.9, "good", "", i == 2, 100L * (i + 1)))
                .toList();

        var plot = new ByWindow("auc", "auc", windows, List.of(), false).plot();

        assertThat(shape(plot, "bar").path().chars().filter(c -> c == 'M').count())
                .isEqualTo(6);
        assertThat(shape(plot, "dashed idle").path()).startsWith("M");
        assertThat(plot.labels()).extracting(Plot.Label::text).contains("labels", "600", "told");
        assertThat(plot.height()).isGreaterThan(240);
    }

    @Test
    void pointsAtWhatLiesOutsideTheRange() {
        var edges = List.of(0.0, 1.0, 2.0, 3.0);
        var counts = new Histogram.Counts("version 2", List.of(3L, 10L, 10L, 80L, 0L));

        var plot = new Histogram("fare", "fare", "values", Histogram.names(edges), edges, counts, null).plot();

        assertThat(shape(plot, "bar outside")
                        .path()
                        .chars()
                        .filter(c -> c == 'M')
                        .count())
                .as("only the first of the two open bins has values")
                .isEqualTo(1);
        assertThat(plot.legend()).extracting(Plot.Key::text).contains("outside the range");
    }

    @Test
    void comparesSharesOverTheSameBinsAndPointsAtTheLargestDifference() {
        var edges = List.of(0.0, 1.0, 2.0, 3.0);
        var plot = new Histogram(
                        "fare",
                        "fare",
                        "values",
                        Histogram.names(edges),
                        edges,
                        new Histogram.Counts("version 2", List.of(0L, 10L, 10L, 80L, 0L)),
                        new Histogram.Counts("version 1", List.of(0L, 1L, 1L, 2L, 0L)))
                .plot();

        assertThat(shape(plot, "bar most").path()).startsWith("M");
        assertThat(shape(plot, "contour").path().chars().filter(c -> c == 'M').count())
                .isEqualTo(1);
        assertThat(plot.labels()).extracting(Plot.Label::text).contains("share of values, %", "0", "1", "2", "3");
        assertThat(plot.figures().rows().get(3)).containsExactly("2 to 3", "80", "80.0\u202f%", "50.0\u202f%");
    }

    @Test
    void writesEdgesSoFarApartThatTheyDoNotRunIntoEachOther() {
        var edges = IntStream.rangeClosed(-6, 13).mapToObj(i -> i * 12.214).toList();
        var counts = new Histogram.Counts(
                "version 2",
                IntStream.rangeClosed(0, edges.size()).mapToObj(Long::valueOf).toList());

        var plot = new Histogram("area", "area", "values", Histogram.names(edges), edges, counts, null).plot();

        var ticks = plot.labels().stream()
                .filter(label -> label.css().equals("tick") && label.text().contains("."))
                .toList();
        assertThat(ticks).hasSizeGreaterThan(3);
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThan(7 * "−73.28".length());
        }
    }

    @Test
    void cutsLongNamesOfBinsInThePlotAndKeepsThemInTheTable() {
        var name = "x".repeat(63);
        var plot = new Histogram(
                        "word",
                        "word",
                        "rows",
                        List.of(name, "a", "b", "c", "<script>"),
                        List.of(),
                        new Histogram.Counts("13:20", List.of(5L, 4L, 3L, 2L, 1L)),
                        null)
                .plot();

        assertThat(plot.labels()).extracting(Plot.Label::text).contains("x".repeat(11) + "…", "<script>");
        assertThat(plot.figures().rows().getFirst().getFirst()).isEqualTo(name);
    }

    @Test
    void drawsCurvesWithTheirThresholdAndTablesAtMostFortyPoints() {
        var points = IntStream.rangeClosed(0, 200)
                .mapToObj(i -> new Curves.Point(i / 200.0, Math.sqrt(i / 200.0)))
                .toList();

        var plot = new Curves(
                        "ROC",
                        "false positives",
                        "true positives",
                        List.of(new Curves.Curve("running", "version 7", points, false, new Curves.Point(0.1, 0.4))),
                        "guessing")
                .plot();

        assertThat(plot.shapes()).extracting(Plot.Shape::css).contains("dashed idle", "stroke running", "fill running");
        assertThat(plot.figures().rows()).hasSize(40);
        assertThat(plot.figures().rows().getLast()).containsExactly("version 7", "1.0000", "1.0000");
    }

    @Test
    void showsRejectedVersionsHollowAndSnapshotsMarked() {
        var bars = IntStream.rangeClosed(1, 5)
                .mapToObj(version -> new VersionBars.Bar(
                        version,
                        100L * version,
                        version == 2 ? "REJECTED" : "usable",
                        version == 2,
                        version == 3,
                        version == 5))
                .toList();

        assertThat(new VersionBars(bars).plot().shapes())
                .extracting(Plot.Shape::css)
                .contains("outline bad", "ring idle", "fill running", "fill idle");
    }

    @Test
    void choosesRoundTicksWithinTheScale() {
        assertThat(new Scale(0, 1.08, 0, 100).ticks(4)).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
        assertThat(new Scale(0.9012, 0.9544, 0, 100).ticks(4))
                .hasSizeBetween(2, 5)
                .allMatch(tick -> tick > 0.9);
        assertThat(Scale.around(0.5, 0.5, 0, 1).ticks(4)).isNotEmpty();
    }
}
