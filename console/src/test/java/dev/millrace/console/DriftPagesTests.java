package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftPagesTests extends PageTest {

    private static final String DRIFT = "/v1/models/taxi-tips/drift";

    private static String column(String name, String level, double effect, String counts, boolean missing) {
        return """
            {"column":"%s","test":"ks","statistic":0.1,"pValue":0.01,"adjustedP":0.01,"effectName":"wasserstein/sd","effect":%s,"threshold":0.1,
             "importance":0.41,"critical":true,"level":"%s","counts":%s,"ofMissingValues":%b}""".formatted(name, effect, level, counts, missing);
    }

    private static String window(int number, int generation, String level) {
        double effect = level.equals("DRIFT") ? 0.31 : 0.02;
        return """
            {"number":%d,"version":%d,"generation":%d,"from":"2026-11-28T1%d:00:00Z","to":"2026-11-28T1%d:50:00Z","rows":500,"baselineRows":8000,"level":"%s","windowsInARow":1,"announced":false,
             "previous":{"level":"%s","columns":[{"column":"tips","ofMissingValues":false,"effectName":"wasserstein/sd","effect":0.3,"level":"DRIFT"}]},
             "verdict":{"level":"%s","driftedShare":0.5,"omitted":0,"columns":[%s,%s,%s]}}""".formatted(
                        number,
                        generation,
                        generation,
                        number,
                        number,
                        level,
                        level,
                        level,
                        column("calm", "NONE", 0.01, "[100,100,100,100,100]", false),
                        column("fare", level, effect, "[10,20,30,40,400]", false),
                        column("fare", "NONE", 0, "[490,10]", true));
    }

    private static String drift(String level, int generation, String episode, String windows) {
        return """
            {"model":"taxi-tips","version":%d,"generation":%d,"level":"%s","detail":"2 of 2 windows in a row drifted","episode":%s,
             "rule":{"windowRows":500,"effect":0.1,"driftShare":0.1,"critical":["fare"],"windowsInARow":2},"baselineRows":8000,
             "collecting":{"rows":312,"of":500,"from":null,"to":null},"otherRows":0,"unreadableRows":0,"falseAlarms":{"windowShare":0.002,"draws":200,"perWeek":0.02},
             "windows":[%s]}""".formatted(generation, generation, level, episode, windows);
    }

    /** The same with two slices, of which one drifts. */
    private static String sliced(int generation) {
        var verdict = "{\"level\":\"DRIFT\",\"driftedShare\":0.5,\"omitted\":0,\"columns\":[%s]}"
                .formatted(column("tips", "DRIFT", 0.42, "[]", false));
        return drift("DRIFT", generation, "null", windows(generation)).replace("\"windows\":", """
            "slices":[{"slice":"payment_type=Cash","level":"DRIFT","since":"2026-11-28T12:20:00Z","baselineRows":4000,"rows":120,"of":500,
                       "last":{"slice":"payment_type=Cash","to":"2026-11-28T12:50:00Z","rows":510,"verdict":%s}},
                      {"slice":"payment_type=","level":"NOT_ENOUGH_DATA","since":null,"baselineRows":600,"rows":9,"of":500,"last":null}],
            "windows":""".formatted(verdict));
    }

    @Test
    void namesTheSlicesThatDriftAndWhatMovedSinceTheWindowBefore() {
        SERVICES.on(DRIFT, sliced(5));
        baseline();

        var page = admin().page("/models/taxi-tips/drift");

        var rows = page.select("section[aria-labelledby=slices-title] tbody tr");
        assertThat(rows.get(0).text()).contains("payment_type=Cash", "DRIFT", "tips (0.42)", "120 of 500");
        assertThat(rows.get(1).text()).contains("payment_type=", "9 of 500").doesNotContain("DRIFT");
        assertThat(page.select("section[aria-labelledby=column-title]").text())
                .contains("Between this window and the one before it moved: tips.");
    }

    @Test
    void saysThatItIsSkewWhereItBeganWithTheFirstWindow() {
        var episode =
                "{\"window\":2,\"since\":\"2026-11-28T12:20:00Z\",\"toldAt\":\"2026-11-28T12:21:00Z\",\"over\":null}"
                        + ",\"sinceDeployment\":true";
        SERVICES.on(DRIFT, drift("DRIFT", 5, episode, windows(5)));
        baseline();

        assertThat(admin().page("/models/taxi-tips/drift").select("#verdict").text())
                .contains("Serving sees other values than training read since", "skew between training and serving");
    }

    private static String windows(int generation) {
        return IntStream.of(6, 5, 4, 3, 2, 1)
                .mapToObj(number -> window(number, generation, number > 4 ? "DRIFT" : "NONE"))
                .collect(Collectors.joining(","));
    }

    private static void baseline() {
        SERVICES.on(DRIFT + "/baseline", """
            {"model":"taxi-tips","version":5,"generation":5,"rows":8000,"columns":[{"column":"fare","kind":"NUMBER","critical":true,"importance":0.41,
             "bins":["≤ 3","≤ 5","≤ 8","≤ 12","> 12"],"counts":[1600,1600,1600,1600,1600]}]}""");
    }

    /** Nobody knows yet how many windows a week has. */
    @Test
    void saysHowOftenChanceAlarmsWhileTheFirstWindowFills() {
        SERVICES.on(DRIFT, drift("NOT_ENOUGH_DATA", 5, "null", "").replace("\"perWeek\":0.02", "\"perWeek\":null"));
        baseline();

        assertThat(admin().page("/models/taxi-tips/drift").select(".verdict").text())
                .contains("false alarms in 1000 windows expected")
                .doesNotContain("a week");
    }

    @Test
    void saysWhatMovedSinceWhenAndHowStrongly() {
        SERVICES.on(
                DRIFT,
                drift(
                        "DRIFT",
                        5,
                        "{\"window\":5,\"since\":\"2026-11-28T12:20:00Z\",\"toldAt\":\"2026-11-28T12:21:00Z\",\"over\":null}",
                        windows(5)));
        baseline();

        var page = admin().page("/models/taxi-tips/drift");

        assertThat(page.select(".verdict").text())
                .contains(
                        "Its world has moved since",
                        "2 of 2 windows in a row drifted",
                        "0.02 false alarms a week expected");
        assertThat(page.select("#verdict").text()).contains("An episode of drift lasts since");
        var rows = page.select("section[aria-labelledby=columns-title] > .table tbody tr");
        assertThat(rows.get(1).text()).contains("fare", "critical", "0.3100 sd");
        assertThat(rows).as("columns that did not move are folded").hasSize(2);
        assertThat(page.select("details.fold.inset").text()).contains("2 did not move", "calm", "fare, missing values");
        var plots = page.select("section[aria-labelledby=column-title] figure");
        assertThat(plots.get(0).text()).contains("effect, standard deviations", "counts from 0.1", "end of window");
        assertThat(plots.get(1).text()).contains("share of rows, %", "baseline", "> 12");
    }

    @Test
    void saysHowSureItIsAndWhatItDoesNotWatch() {
        SERVICES.on(
                DRIFT,
                drift("NONE", 5, "null", windows(5))
                        .replace(
                                "\"windowShare\":0.002",
                                "\"windowShare\":0.0025,\"from\":0.0006,\"to\":0.0079,\"episodeShare\":0.0004")
                        .replace(
                                "\"baselineRows\":8000,\n",
                                "\"baselineRows\":8000,\"unwatched\":[\"tips\",\"<b>tolls</b>\"],\n"));
        baseline();

        var page = admin().page("/models/taxi-tips/drift");

        assertThat(page.select("#chance").text())
                .contains("2.5 of 1000 windows would drift (0.6 to 7.9 in 95 of 100 cases)", "0.40 of 1000");
        assertThat(page.select("#verdict").text()).contains("not watched by this version", "tips, <b>tolls</b>");
    }

    @Test
    void saysThatWindowsDriftTogetherAndWhichRowsCameLate() {
        var together = """
            "lateRows":12,"driftsAsOne":true,"pooled":{"windows":2,"from":"2026-11-28T15:00:00Z","rows":1000,
             "verdict":{"level":"DRIFT","driftedShare":0.5,"omitted":0,"columns":[%s]}},"announced":true""".formatted(column("fare", "DRIFT", 0.12, "[]", false));
        SERVICES.on(
                DRIFT,
                drift("DRIFT", 5, "null", windows(5))
                        .replaceFirst("\"announced\":false", Matcher.quoteReplacement(together)));
        baseline();

        var section = admin().page("/models/taxi-tips/drift").select("section[aria-labelledby=column-title]");

        assertThat(section.text())
                .contains(
                        "2 windows judged as one drift", "fare (0.12)", "12 rows of this window were answered before");
        assertThat(section.select("figure").first().select("svg text").eachText())
                .as("when enough windows agreed")
                .contains("told");
    }

    @Test
    void addsUpOldWindows() {
        SERVICES.on(DRIFT + "/history?limit=50", """
            {"model":"taxi-tips","steps":[%s]}""".formatted(IntStream.of(6, 5, 4, 3, 2, 1)
                .mapToObj(number -> """
                    {"level":1,"position":%d,"version":5,"generation":5,"from":"2026-11-2%dT10:00:00Z","to":"2026-11-2%dT12:00:00Z","windows":100,"rows":50000,
                     "levels":{"none":90,"possible":4,"drift":%d},"columns":[{"column":"fare","test":"ks","windows":100,"drifted":%d,"meanEffect":0.31,"greatestEffect":0.5,"counts":[]},
                      {"column":"calm","test":"ks","windows":100,"drifted":0,"meanEffect":0.01,"greatestEffect":0.02,"counts":[]}]}""".formatted(number, number, number, number, number))
                .collect(Collectors.joining(","))));

        var page = admin().page("/models/taxi-tips/drift/history");

        var rows = page.select("section[aria-labelledby=steps-title] > .table tbody tr");
        assertThat(rows).hasSize(6);
        assertThat(rows.first().text())
                .contains("version 5 100 50\u202f000 6 4 fare (0.31, in 6 of 100)")
                .doesNotContain("calm");
        assertThat(page.select("figure.plot").text()).contains("share of judged windows, %", "6 of 100 windows");
        SERVICES.on(DRIFT + "/history", "{\"model\":\"taxi-tips\",\"steps\":[]}");
        assertThat(admin().page("/models/taxi-tips/drift/history?until=2026-11-01T00:00:00Z")
                        .text())
                .contains("Nothing older is kept");
    }

    @Test
    void looksAtTheColumnAndWindowInTheAddress() {
        SERVICES.on(DRIFT, drift("DRIFT", 5, "null", windows(5)));
        baseline();

        var page = admin().page("/models/taxi-tips/drift?column=fare,%20missing%20values&window=3");

        assertThat(page.select("#column-title").text()).isEqualTo("fare, missing values");
        assertThat(SERVICES.asked())
                .anySatisfy(asked -> assertThat(asked.path())
                        .isEqualTo(DRIFT + "?windows=1&detail=full&until=2026-11-28T13%3A50%3A00Z"));
    }

    @Test
    void saysWhichVersionItsWindowsAreOfWhereTheNewOneHasNone() {
        SERVICES.on(DRIFT, drift("NOT_ENOUGH_DATA", 6, "null", windows(5)));
        baseline();

        assertThat(admin().page("/models/taxi-tips/drift").text())
                .contains("No window of version 6 has closed yet; these are of version 5, generation 5");
    }

    @Test
    void drawsNothingBeforeThereAreWindows() {
        SERVICES.on(DRIFT, drift("NOT_ENOUGH_DATA", 1, "null", ""));

        assertThat(admin().page("/models/taxi-tips/drift").text()).contains("No window has closed yet");
    }

    @Test
    void showsWhereAModelIsLessRightThanOnItsTestRows() {
        var windows = IntStream.of(6, 5, 4, 3, 2, 1)
                .mapToObj(number -> """
                    {"number":%d,"labels":500,"from":"2026-11-28T1%d:00:00Z","to":"2026-11-28T1%d:50:00Z","metrics":{"auc":%s},"metric":"auc","expected":0.958,"bound":0.903,"worse":%b}""".formatted(number, number, number, number == 6 ? 0.88 : 0.95, number == 6))
                .collect(Collectors.joining(","));
        SERVICES.on("/v1/models/taxi-tips/performance", """
            {"model":"taxi-tips","version":5,"generation":5,"metric":"auc","test":{"auc":0.958},"labels":3000,"metrics":{"auc":0.94},"windowLabels":500,"windowSize":500,"worse":true,
             "intervals":{"auc":{"low":0.93,"high":0.95}},"windowMissing":4,"waiting":120,"unmatched":3,"otherVersions":7,"noClass":1,"repeated":9,"corrected":2,"early":12,
             "medianDelay":"PT4H16M","longDelay":"PT48H","coverage":0.125,"windows":[%s],"replaced":[{"version":4,"generation":4,"labels":900,"metrics":{"auc":0.91}}]}""".formatted(windows));

        var page = admin().page("/models/taxi-tips/performance");

        assertThat(page.select(".verdict").text())
                .contains("Worse than on its test rows", "the next one waits for 4 labels of the rarer class");
        assertThat(page.select("section[aria-labelledby=labels-title]").text())
                .contains(
                        " of this version’s predictions have a label",
                        "half within 4 h 16 min",
                        "120 labels wait",
                        "3 matched none");
        assertThat(page.select("section[aria-labelledby=replaced-title] tbody tr")
                        .text())
                .isEqualTo("4 900 0.9100");
        assertThat(page.text()).contains("0.9300 to 0.9500");
        assertThat(page.select("figure.plot").text()).contains("test 0.958", "bound 0.903", "worse, 500 labels");
        assertThat(page.select("figure path.bad")).hasSize(1);
        assertThat(page.select("figure path.bar")).as("labels of each window").hasSize(1);
        assertThat(page.select("figure svg text").eachText()).contains("labels", "500");
    }

    @Test
    void showsWhatIsEstimatedWhileNoLabelsCome() {
        var windows = IntStream.of(6, 5, 4, 3, 2, 1)
                .mapToObj(number -> """
                    {"number":%d,"version":5,"from":"2026-11-28T1%d:00:00Z","to":"2026-11-28T1%d:50:00Z","estimated":{"rows":500,"metrics":{"auc":{"value":%s,"low":0.85,"high":0.97}},
                     "metric":"auc","expected":0.958,"bound":0.903,"worse":%b}}""".formatted(number, number, number, number == 6 ? 0.88 : 0.95, number == 6))
                .collect(Collectors.joining(","));
        SERVICES.on("/v1/models/taxi-tips/performance", """
            {"model":"taxi-tips","version":5,"generation":5,"metric":"auc","test":{"auc":0.958},"labels":0,"metrics":{},"windowLabels":0,"windowSize":500,"worse":false,
             "intervals":{},"windowMissing":10,"waiting":0,"unmatched":0,"otherVersions":0,"noClass":0,"repeated":0,"corrected":0,"early":0,
             "medianDelay":null,"longDelay":null,"coverage":null,"windows":[],"replaced":[],
             "estimated":{"status":"WORSE","detail":"2 windows in a row were worse","calibrated":[],"onTestRows":{"auc":0.957},"episode":null,"windows":[%s]}}""".formatted(windows));

        var page = admin().page("/models/taxi-tips/performance");

        assertThat(page.text()).contains("Estimated without labels", "2 windows in a row were worse");
        assertThat(page.select("figure.plot").text()).contains("bound 0.903", "worse, 0.85");
        assertThat(page.select("figure path.bad")).hasSize(1);
    }

    @Test
    void listsPastEpisodes() {
        RecordedModels.record(SERVICES, "{\"allowed\":true}");
        SERVICES.on("/v1/models/taxi-tips/episodes", """
            {"episodes":[
              {"kind":"PERFORMANCE","state":"LASTS","version":5,"generation":5,"window":9,"cascadeId":"c2","since":"2026-11-28T11:00:00Z",
               "toldAt":"2026-11-28T11:30:00Z","over":null,"columns":[]},
              {"kind":"DRIFT","state":"OVER","version":5,"generation":5,"window":3,"cascadeId":"c1","since":"2026-11-28T08:00:00Z",
               "toldAt":"2026-11-28T08:30:00Z","over":"2026-11-28T10:00:00Z",
               "columns":[{"column":"fare","effectName":"wasserstein/sd","effect":0.9,"critical":true},
                          {"column":"trip_miles","effectName":"wasserstein/sd","effect":0.4,"critical":false}]},
              {"kind":"ESTIMATED_PERFORMANCE","state":"REPLACED","version":4,"generation":4,"window":7,"cascadeId":"c0","since":"2026-11-27T08:00:00Z",
               "toldAt":"2026-11-27T08:30:00Z","over":null,"columns":[]}],"next":null}""");

        var rows = admin().page("/models/taxi-tips").select("#episodes tbody tr");

        assertThat(rows.eachText())
                .satisfiesExactly(
                        performance -> assertThat(performance).contains("performance version 5", "it lasts"),
                        drift -> assertThat(drift)
                                .contains("drift version 5", "fare, trip_miles")
                                .doesNotContain("it lasts"),
                        estimated -> assertThat(estimated)
                                .contains("estimated performance version 4", "another version took over"));
        assertThat(rows.select("a").eachAttr("href"))
                .contains("/cascades/c1", "/models/taxi-tips/versions/4", "/models/taxi-tips/drift");
    }

    @Test
    void saysWhatBecameOfLabelledAnswers() {
        SERVICES.on("/v1/models/taxi-tips/performance", """
            {"model":"taxi-tips","version":5,"generation":5,"metric":"auc","test":{"auc":0.95},"labels":0,"metrics":{},"windowLabels":0,"windowSize":500,"worse":false,
             "waiting":0,"unmatched":0,"otherVersions":0,"noClass":0,"repeated":0,"corrected":0,"early":0,"intervals":{},"windowMissing":0,"windows":[],"replaced":[],"estimated":{"status":"AS_EXPECTED","detail":"0 windows were worse","windows":[]}}""");
        SERVICES.on("/v1/models/taxi-tips/feedback", """
            {"model":"taxi-tips","dataset":"taxi-trips-labelled","waiting":12,"batched":500,"dropped":0,"leftOut":{"withoutInputs":3,"sampledAway":0,"labelUnknown":1},
             "batches":2,"newest":[{"number":2,"dataset":"taxi-trips-labelled","rows":250,"cascadeId":"c7","madeAt":"2026-11-28T11:00:00Z"}]}""");

        var page = admin().page("/models/taxi-tips/performance");

        assertThat(page.select(".verdict").text())
                .contains("Probably as right as on its test rows, as estimated without labels");
        assertThat(page.text())
                .contains("500 in 2 batches, 12 wait for the next", "3 because their inputs were not kept");
        assertThat(page.select("a[href=/cascades/c7]")).hasSize(1);
        SERVICES.on("/v1/models/taxi-tips/feedback", """
            {"model":"taxi-tips","dataset":"","waiting":0,"batched":0,"dropped":0,"leftOut":{"withoutInputs":0,"sampledAway":0,"labelUnknown":0},"batches":0,"newest":[]}""");
        assertThat(admin().page("/models/taxi-tips/performance").text())
                .contains("They are not gathered", "data.feedback");
    }
}
