package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do on pages, and what those are told who may not. */
class ActionsTests extends PageTest {

    @BeforeEach
    void record() {
        SERVICES.onAll("recorded.json");
    }

    @Test
    void startsARunOnceWithTheReadersTokenAndTheFormsKey() {
        SERVICES.on(
                "/training/v1/pipelines/taxi-tips/runs",
                "{\"pipeline\":\"taxi-tips\",\"run\":\"taxi-tips-32\",\"decision\":\"STARTED\"}");
        var reader = admin();
        var form = reader.page("/pipelines/taxi-tips/run");
        var key = form.select("input[name=key]").val();
        var done = reader.submit(form, "form.stack", Map.of(), "/pipelines/taxi-tips/run");
        assertThat(done.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/runs/taxi-tips-32"));
        assertThat(SERVICES.asked()).anySatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.key()).isEqualTo(key);
            assertThat(asked.token()).isEqualTo(RecordedServices.TOKEN);
        });
    }

    @Test
    void discardsOnlyWithAReasonAndATick() {
        SERVICES.on("/monitoring/v1/parked/p1/discard", "{}");
        var reader = admin();
        var path = "/operations/parked/monitoring/p1/discard";
        var form = reader.page(path);
        assertThat(reader.submit(form, "form.stack", Map.of(), path).body()).contains("A reason is needed");
        assertThat(reader.submit(form, "form.stack", Map.of("reason", "poison"), path)
                        .body())
                .contains("This cannot be undone: tick that you know it.");
        assertThat(SERVICES.asked()).noneMatch(asked -> asked.method().equals("POST"));
        assertThat(reader.submit(form, "form.stack", Map.of("reason", "poison", "ticked", "true"), path)
                        .statusCode())
                .isEqualTo(302);
        assertThat(SERVICES.asked()).anyMatch(asked -> asked.body().equals("{\"reason\":\"poison\"}"));
    }

    @Test
    void acknowledgesAnAlertWithANote() {
        SERVICES.on("/v1/alerts/a3/acknowledge", "{\"alert\":\"a3\",\"by\":\"admin\",\"at\":\"2026-11-28T12:00:00Z\"}");
        var reader = admin();
        var path = "/alerts/a3/acknowledge";
        var done = reader.submit(reader.page(path), "form.stack", Map.of("reason", "the feed is late"), path);
        assertThat(done.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/alerts/a3"));
        assertThat(SERVICES.asked()).anyMatch(asked -> asked.body().equals("{\"note\":\"the feed is late\"}"));
        assertThat(viewer().page(path).select("#may-not").text()).contains("one of the roles DATA_ENGINEER, TRAINER");
    }

    @Test
    void showsWhoMayNotWhy() {
        var form = viewer().page("/pipelines/taxi-tips/run");
        assertThat(form.select("form.stack button").hasAttr("disabled")).isTrue();
        assertThat(form.select("#may-not").text()).contains("TRAINER", "you have VIEWER");
    }

    @Test
    void silencesAlertsLikeOneForAWhile() {
        SERVICES.on("/v1/silences", "{}");
        var reader = admin();
        var path = "/alerts/a1/silence";
        var form = reader.page(path);
        assertThat(form.select("code.command").text())
                .isEqualTo("./millrace silence --code RUN_FAILED --pipeline titanic --for 2h --reason '…'");
        assertThat(reader.submit(form, "form.stack", Map.of("choice", "P7D"), path)
                        .body())
                .contains("A reason is needed", "<option value=\"P7D\" selected=\"selected\">");
        assertThat(reader.submit(form, "form.stack", Map.of("choice", "P99D", "reason", "moved"), path)
                        .body())
                .contains("Say for how long.");
        var done = reader.submit(form, "form.stack", Map.of("choice", "P7D", "reason", "moved"), path);
        assertThat(done.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/alerts#silences"));
        assertThat(SERVICES.asked())
                .filteredOn(asked -> asked.method().equals("POST"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body())
                        .contains("\"code\":[\"RUN_FAILED\"]", "\"pipeline\":[\"titanic\"]", "\"reason\":\"moved\""));
    }

    @Test
    void endsASilence() {
        SERVICES.on("/v1/silences/s1", 204, "");
        var reader = admin();
        var form = reader.page("/silences/s1/end");
        assertThat(form.select("main").text()).contains("people are told again of alerts that fit pipeline taxi-tips");
        assertThat(form.select("code.command").text()).isEqualTo("./millrace silence end s1");
        var done = reader.submit(form, "form.stack", Map.of(), "/silences/s1/end");
        assertThat(done.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/alerts#silences"));
        assertThat(SERVICES.asked())
                .filteredOn(asked -> asked.method().equals("DELETE"))
                .extracting(RecordedServices.Asked::path)
                .containsExactly("/v1/silences/s1");
    }

    @Test
    void showsWhoMayNotEndASilenceWhy() {
        assertThat(admin().page("/alerts").select("#silences a.button").attr("href"))
                .isEqualTo("/silences/s1/end");
        var silences = viewer().page("/alerts").select("#silences");
        assertThat(silences.select("button[disabled]").text()).isEqualTo("End …");
        assertThat(silences.text()).contains("You may not: this needs one of the roles DATA_ENGINEER");
    }

    @Test
    void leadsToTheListWhereASilenceIsOver() {
        assertThat(admin().get("/silences/s9/end").headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/alerts#silences"));
    }

    @Test
    void silencesNothingWhereTheAlertIsNotKept() {
        assertThat(admin().page("/alerts/gone/silence").select("main").text()).contains("There is no such thing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /pipelines/taxi-tips                 | Train now …          | the role TRAINER
            /pipelines/taxi-tips                 | Confirm …            | the role APPROVER
            /runs/taxi-tips-32                   | Cancel …             | the role TRAINER
            /operations/parked/monitoring/p1     | Try again …          | the role ADMIN
            /operations/parked/monitoring/p1     | Discard …            | the role ADMIN
            /alerts/a3                           | I look after it …    | one of the roles DATA_ENGINEER, TRAINER, APPROVER, DEPLOYER
            /alerts/a1                           | Silence such alerts … | one of the roles DATA_ENGINEER, TRAINER, DEPLOYER
            """)
    void aPageSaysWhyItsButtonIsClosed(String path, String button, String needed) {
        var closed = viewer().page(path).select("main button[disabled]:containsOwn(" + button + ")");
        assertThat(closed).hasSize(1);
        assertThat(closed.first().parent().text())
                .contains("You may not: this needs " + needed + ", and you have VIEWER.");
        var open = admin().page(path);
        assertThat(open.select("main a.button:containsOwn(" + button + ")")).hasSize(1);
        assertThat(open.select("main").text()).doesNotContain("You may not");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /runs/taxi-tips-31               | It has ended, so nothing of it can be cancelled
            /operations/parked/monitoring/p2 | It was given up for good, so nothing can be done with it
            """)
    void aPageSaysWhyThereIsNothingToDo(String path, String why) {
        var page = admin().page(path);
        assertThat(page.select("main").text()).contains(why);
        assertThat(page.select("main .actions")).isEmpty();
    }
}
