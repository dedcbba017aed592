package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataPagesTests extends PageTest {

    private static final String DATASET = "/v1/datasets/taxi-trips";
    private static final String PAGE = "/data/taxi-trips/versions/6";

    private static String version(int version) {
        return """
            {"dataset":"taxi-trips","version":%d,"digest":"9ac1d2e3f4","mode":"%s","rows":%d,"bytes":1300000,"columns":[],"parts":[],
             "source":{"kind":"upload","name":"<script>.csv","format":"csv","bytes":1},"arrivedBy":"admin","arrivedAt":"2026-11-28T12:44:45Z","cascadeId":"c%d","reading":null}""".formatted(version, version == 3 ? "snapshot" : "append", 100 * version, version);
    }

    private static String number(String name, String histogram) {
        return """
            {"name":"%s","type":"DOUBLE","count":90,"missing":10,"distinct":80,"distinctExact":true,"numbers":{"min":0,"max":411,"mean":5,"deviation":2,
             "quantiles":[{"p":0.01,"value":0.1},{"p":0.5,"value":3.1},{"p":0.99,"value":30}],"histogram":%s},"times":null,"top":[]}""".formatted(name, histogram);
    }

    private static String text(String name, String top) {
        return """
            {"name":"%s","type":"STRING","count":100,"missing":0,"distinct":5,"distinctExact":true,"numbers":null,"times":null,"top":%s}""".formatted(name, top);
    }

    private static void record() {
        var descending = IntStream.of(6, 5, 4, 3, 2, 1);
        SERVICES.on(DATASET, """
                {"dataset":"taxi-trips","versions":6,"columns":[{"name":"fare","type":"DOUBLE"}],"changedAt":"2026-11-28T12:44:45Z"}""")
                .on(
                        "/v1/datasets",
                        "[{\"dataset\":\"taxi-trips\",\"versions\":6,\"columns\":[],\"changedAt\":\"2026-11-28T12:44:45Z\"}]")
                .on(
                        DATASET + "/versions",
                        descending.mapToObj(DataPagesTests::version).collect(Collectors.joining(",", "[", "]")))
                .on(DATASET + "/versions/6", version(6))
                .on(DATASET + "/versions/6/report", """
                    {"project":"default","dataset":"taxi-trips","version":6,"usable":true,"schemaVersion":1,"rows":100,"blocking":0,"warnings":1,
                     "findings":[{"code":"ABOVE_MAX","column":"trip_miles","observed":"0.13 % above 240","bound":"0.1 %","severity":"WARN","advice":"Look."}]}""")
                .on(DATASET + "/versions/6/statistics", """
                    {"rows":100,"columns":[%s,%s,%s]}""".formatted(
                                text(
                                        "payment_type",
                                        "[{\"value\":\"<script>\",\"count\":50},{\"value\":\"Cash\",\"count\":30},{\"value\":\"a\",\"count\":10},{\"value\":\"b\",\"count\":6},{\"value\":\"c\",\"count\":4}]"),
                                number("trip_miles", "{\"edges\":[0,1,2,3],\"counts\":[0,10,20,60,0]}"),
                                number("surge", "null")))
                .on(DATASET + "/versions/5/statistics", """
                    {"rows":100,"columns":[%s,%s,%s]}""".formatted(
                                text("payment_type", "[{\"value\":\"Cash\",\"count\":100}]"),
                                number("trip_miles", "{\"edges\":[0,1,2,3],\"counts\":[0,40,40,10,0]}"),
                                text("dropped", "[]")));
    }

    @Test
    void listsDatasets() {
        record();

        SERVICES.on("/validation/v1/datasets?after=&limit=50", """
            {"datasets":[{"dataset":"taxi-trips","version":6,"usable":false,"usableRows":15001,"schemaVersion":1}]}""");

        assertThat(admin().page("/data").select("#datasets tbody tr").text())
                .contains("taxi-trips", "version 6", "DATA_REJECTED", "15\u202f001");

        SERVICES.on("/validation/v1/datasets?after=&limit=50", """
            {"datasets":[{"dataset":"taxi-trips","version":5,"usable":false,"usableRows":15001,"schemaVersion":1}]}""");
        assertThat(admin().page("/data").select("#datasets tbody tr").text())
                .as("the verdict is of an older version")
                .contains("none yet")
                .doesNotContain("DATA_REJECTED");

        SERVICES.silentOn("/validation/v1/datasets?after=&limit=50");
        assertThat(admin().page("/data").select("#datasets").text())
                .contains("taxi-trips", "not asked", "validation does not answer");
    }

    @Test
    void showsRowsByVersionWithRejectedOnesHollow() {
        record();
        // The recorded list is ingestion's, which validation would not answer.
        var page = admin().page("/data/taxi-trips");

        assertThat(page.select(".verdict").text())
                .contains("Version 6 came; its verdict could not be asked for", "600 rows");
        assertThat(page.select("figure.plot figcaption").text()).isEqualTo("Rows by version");
        assertThat(page.select("figure.plot .ring"))
                .as("the snapshot is marked")
                .isNotEmpty();
        assertThat(page.select("#versions tbody").text()).contains("<script>.csv");
    }

    @Test
    void putsColumnsWithFindingsFirstAndSaysWhichAreNewOrGone() {
        record();

        var page = admin().page(PAGE);

        assertThat(page.select(".verdict").text()).contains("May be used by schema 1", "1 warning", "600 rows (+100)");
        assertThat(admin().page(PAGE + "?against=2").select(".verdict").text()).contains("600 rows (+400)");
        var rows = page.select("section[aria-labelledby=columns-title] tbody tr");
        assertThat(rows.get(0).text()).contains("trip_miles", "10.0\u202f%", "0 · 3.1 · 411");
        assertThat(rows.text()).contains("surge only in 6", "dropped only in 5", "<script> 50.0\u202f%");
        assertThat(rows.get(0).select("svg.plot-small .contour")).hasSize(1);
        assertThat(page.select("script[src=/assets/live.js], script").size()).isEqualTo(1);
    }

    @Test
    void drawsTheColumnInTheAddressInTheSameBins() {
        record();

        var column = admin().page(PAGE + "?column=trip_miles").select("#column");

        assertThat(column.select("figure").text())
                .contains("share of values, %", "version 6", "version 5", "largest difference");
        assertThat(column.select("figure > svg path.contour")).hasSize(1);
        assertThat(column.select("table").last().text()).contains("50.0\u202f%", "3.1");
    }

    @Test
    void comparesTheMostFrequentValuesWithThoseOfTheOtherVersion() {
        record();
        SERVICES.on(DATASET + "/versions/5/statistics", """
                {"rows":100,"columns":[%s]}""".formatted(text(
                "payment_type",
                "[{\"value\":\"Cash\",\"count\":62},{\"value\":\"d\",\"count\":20},{\"value\":\"a\",\"count\":10}]")));

        var rows = admin().page(PAGE + "?column=payment_type").select("#column > .body > .table tbody tr");

        assertThat(rows.eachText())
                .as("five values were seen in each; all of version 6 are named, three of version 5")
                .containsExactly(
                        "<script> 50 50.0\u202f% – –",
                        "Cash 30 30.0\u202f% 62.0\u202f% −32.0",
                        "a 10 10.0\u202f% 10.0\u202f% ±0.0",
                        "b 6 6.0\u202f% – –",
                        "c 4 4.0\u202f% – –",
                        "d 0 0.0\u202f% 20.0\u202f% −20.0");
    }

    @Test
    void saysThatAVersionWaitsForItsVerdict() {
        record();
        SERVICES.on(
                DATASET + "/versions/6/report", 404, "{\"code\":\"NOT_FOUND\",\"detail\":\"not judged, or not yet\"}");

        assertThat(admin().page(PAGE).select(".verdict").text()).contains("Waits for its verdict");
    }

    @Test
    void saysThatValidationIsSilentAndShowsWhatIngestionKnows() {
        record();
        SERVICES.silentOn(DATASET + "/versions/6/report");

        var page = admin().page(PAGE);

        assertThat(page.text()).contains("validation does not answer").doesNotContain("Waits for its verdict");
    }

    @Test
    void showsWhichVersionGaveAnAnswer() {
        SERVICES.on("/v1/predictions/p1", """
            {"predictionId":"p1","model":"taxi-tips","version":3,"generation":3,"predicted":"yes","scores":[0.2,0.8],"classes":["no","yes"],"at":"2026-11-28T12:47:00Z"}""");

        assertThat(admin().page("/predictions/p1").select(".verdict").text())
                .contains("“yes”, answered by taxi-tips, version 3");
        assertThat(admin().page("/predictions/p1")
                        .select("section[aria-labelledby=origin-title]")
                        .text())
                .as("its origin was not recorded")
                .contains("There is no such thing");
        SERVICES.on("/v1/predictions/p1/origin", """
            {"predictionId":"p1","model":"taxi-tips","version":3,"generation":3,"events":[
             {"at":"2026-11-28T12:44:45Z","service":"ingestion","topic":"data.arrived","summary":"version 4 of <i>trips</i> arrived"},
             {"at":"2026-11-28T12:46:58Z","service":"registry","topic":"model.approved","summary":"APPROVED version 3 by reviewer"}]}""");
        assertThat(admin().page("/predictions/p1")
                        .select("section[aria-labelledby=origin-title] tbody tr")
                        .eachText())
                .satisfiesExactly(
                        data -> assertThat(data).contains("ingestion version 4 of <i>trips</i> arrived"),
                        approval -> assertThat(approval).contains("registry APPROVED version 3 by reviewer"));
        assertThat(admin().page("/predictions/p2").text()).contains("never logged, or it is no longer kept");
    }
}
