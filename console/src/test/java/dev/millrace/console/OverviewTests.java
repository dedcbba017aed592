package dev.millrace.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverviewTests extends PageTest {

    private static final String CASCADES = "/v1/cascades?limit=10";

    @Test
    void showsTheNewestCascadesWithoutTakingTheirTextForMarkup() {
        SERVICES.on(CASCADES, """
                {"cascades":[{"id":"c1","status":"SERVING","startedAt":"2026-11-28T13:00:00Z","last":"<script>alert(1)</script>"}]}""");
        var row = admin().page("/").select("#newest tbody tr");
        assertThat(row.text()).contains("SERVING", "<script>alert(1)</script>");
        assertThat(row.select("script")).isEmpty();
        assertThat(row.select("svg.mark use").attr("href")).isEqualTo("#mark-good");
    }

    @Test
    void neverSaysNoneWhereAServiceDoesNotAnswer() {
        SERVICES.silentOn(CASCADES);
        assertThat(admin().page("/").select("#newest").text())
                .contains("monitoring does not answer (no answer in time");
    }

    @Test
    void goesOutBeforeALateAnswer() {
        SERVICES.silentOn(CASCADES);
        var reader = admin();
        assertThat(reader.get("/").body()).contains("Waiting for <b>monitoring</b>");
    }

    @Test
    void saysWhyAServiceRefusesAndWhichRolesTheReaderHas() {
        SERVICES.on(CASCADES, 403, "{\"code\":\"ROLE_REQUIRED\",\"detail\":\"This needs the role approver\"}");
        assertThat(viewer().page("/").select("#newest").text())
                .contains("ROLE_REQUIRED", "This needs the role approver", "You have: VIEWER");
    }

    @Test
    void saysThatTheBrokerDidNotSay() {
        SERVICES.on("/v1/summary", """
                {"service":"serving","instance":"serving-1","version":"1","ready":true,
                 "topics":[{"topic":"model.approved","lastHour":null,"lag":null,"parked":0}]}""");

        assertThat(admin().page("/").text()).contains("events unknown · lag unknown");
        assertThat(admin().page("/operations").select("#services").text()).contains("model.approved – unknown 0");
    }
}
