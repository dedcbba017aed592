package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTests extends PageTest {

    @BeforeEach
    void record() {
        SERVICES.onAll("recorded.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            / | 1 thing is wrong, 2 want a person
            /cascades | version 5 of taxi-tips serves on 2 instances
            /cascades/51b0aaaa11112222 | STARTED run airport-tips-4
            /cascades/51b0aaaa11112222 | SERVING data airport → airport-tips
            /cascades/51b0aaaa11112222 | 15 001 rows in 1 version, 1.2 MiB Training 1 run in 5.6 s, which read 15 001 rows
            /cascades/51b0aaaa11112222 | 9 ms validation
            /runs | ONE_CLASS_ONLY
            /runs/taxi-tips-31 | LABEL_LEAK tip_amount
            /runs/taxi-tips-31 | by auc, judged by 5 folds, because only 84 validation rows would judge
            /runs/taxi-tips-31 | gradient-boosted-trees trees 200 0.9587 chosen
            /runs/taxi-tips-32 | fit candidate 2 of 3
            /pipelines | would not train
            /pipelines/taxi-tips | New data would not train now: COOLDOWN until
            /pipelines/taxi-tips | What version 4 sets differently from version 3, defaults included. setting version 3 version 4 approval.mode – manual retrain.cooldown PT1H PT6H
            /pipelines/taxi-tips?version=3&against=3 | Versions 3 and 3 say the same
            /pipelines/taxi-tips?version=9 | There is no such thing
            /operations | 1 240
            /operations/parked/monitoring/p1 | UNREADABLE
            /operations/parked/monitoring | inference.logged 3/17
            /operations/parked/training | No record is parked here
            /alerts | ONE_CLASS_ONLY
            /alerts | on-call severity warning or critical; code RUN_* webhook https://hooks.example.com/millrace 12 1 2 503 from hooks.example.com
            /alerts | pipeline taxi-tips the <b>feed</b> is being moved
            /alerts | reviewer looks after it
            /alerts | nobody: silenced
            /alerts/a1 | RUN_FAILED
            /alerts/a1 | Told to on-call Looked after by reviewer
            /alerts/a3/acknowledge | nobody is told again that it lasts
            /pipelines/taxi-tips/versions/4/confirm | hold from now on, though they are weaker
            /audit?aggregate=registry:models:default/taxi-tips | 412 lines, chain verified
            /audit | Every dataset, pipeline, run and model has a record of its own
            /find?q=taxi | taxi-trips
            /preferences | Time zone of all pages
            /pipelines/taxi-tips/run | whatever retrain.on, the cool-down
            /runs/taxi-tips-32/cancel | ends without a model
            /operations/parked/monitoring/p1/discard | will never take this record in
            /operations/parked/monitoring/p2 | Attempts 2, the last by admin: “it was <b>made up</b>”
            /codes | ABOVE_MAX Numbers lie above the range that was seen before. See whether a unit has changed.
            /alerts/a1/silence | Nobody is told of alerts RUN_FAILED of titanic until the time is over
            """)
    void showsItsAnswerInWords(String path, String sentence) {
        var answer = admin().get(path, "X-Millrace-Again", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        var page = org.jsoup.Jsoup.parse(answer.body());
        assertThat(page.select("main").text().replace('\u202f', ' ')).contains(sentence);
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("[style], script:not([src]), [onclick]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cascades",
                "/cascades/x",
                "/runs",
                "/runs/x",
                "/pipelines",
                "/pipelines/x",
                "/operations",
                "/operations/parked/training/x",
                "/alerts",
                "/alerts/x",
                "/audit?aggregate=registry:models:default/x",
                "/find?q=x"
            })
    void standsWhereNothingIsKnown(String path) {
        SERVICES.forget();
        var answer = admin().get(path, "X-Millrace-Again", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("There was an unexpected error");
    }

    @Test
    void leadsToParkedRecordsThatDoNotFitOnThePage() {
        SERVICES.on("/monitoring/v1/parked?limit=50", """
                {"parked":[{"id":"p1","topic":"inference.logged","partition":3,"offset":17,"code":"UNREADABLE","attempts":1}],"total":120,"next":"p1"}""");
        var older = admin().page("/operations").select("#parked .pager a");
        assertThat(older.text()).isEqualTo("120 of monitoring: older ›");
        assertThat(older.attr("href")).isEqualTo("/operations/parked/monitoring?after=p1");
        admin().page(older.attr("href"));
        assertThat(SERVICES.asked()).anyMatch(asked -> asked.path().equals("/v1/parked?after=p1&limit=50"));
    }

    @ParameterizedTest
    @CsvSource({
        "/pipelines/taxi-tips, registry:pipelines:default/taxi-tips",
        "/pipelines/taxi-tips, training:pipelines:default/taxi-tips",
        "/runs/taxi-tips-31, training:runs:default/taxi-tips-31"
    })
    void linksTheAuditOfWhatItIsAbout(String path, String aggregate) {
        assertThat(admin().page(path).select("a[href^=/audit?aggregate=]").eachAttr("href"))
                .contains("/audit?aggregate=" + aggregate);
    }

    @Test
    void handsOnOnlyQuestionsThatPagesAsk() {
        var reader = admin();
        assertThat(reader.get("/json/training/v1/runs?limit=1").body()).contains("taxi-tips-31");
        assertThat(reader.get("/json/training/v1/artifacts/references").statusCode())
                .isEqualTo(404);
        assertThat(reader.get("/json/nobody/v1/runs").statusCode()).isEqualTo(404);
        assertThat(reader.get("/json/training/v1/runs/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void asksAgainForASignInWhereTheTokenHasEnded() {
        var reader = admin();
        SERVICES.on("/v1/runs", 401, "{}");
        var answer = reader.get("/runs?status=FAILED", "X-Millrace-Again", "1");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(
                        there -> assertThat(there).endsWith("/sign-in?ended=true&to=%2Fruns%3Fstatus%3DFAILED"));
        assertThat(reader.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void goesStraightToWhatHasExactlyThisId() {
        assertThat(admin().get("/find?q=taxi-tips-31", "X-Millrace-Again", "1")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/runs/taxi-tips-31"));
    }

    @Test
    void asksNothingWhileNobodyLooks() {
        var visitor = new Visitor(port());
        visitor.get("/sign-in");
        visitor.get("/assets/console.css");
        visitor.get("/");
        assertThat(SERVICES.asked()).isEmpty();
    }
}
