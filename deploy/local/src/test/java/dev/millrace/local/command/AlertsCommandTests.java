package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertsCommandTests {

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void saysWhomAnAlertWasToldToAndWhoLooksAfterIt() {
        var alerts = json("""
                [{"id": "1-e", "at": "2026-11-28T12:00:00.123456Z", "severity": "WARNING", "code": "DRIFT", "pipeline": "taxi",
                  "what": "fare\\nmoved"}]""");
        var handling = json("""
                {"alert": "1-e", "routes": ["on-call", "log"], "silence": null,
                 "acknowledged": {"by": "reviewer"}}""");

        assertThat(AlertsCommand.lines(alerts, Map.of("1-e", handling)))
                .containsExactly(
                        "2026-11-28T12:00:00Z  WARNING  DRIFT of taxi: fare\\nmoved",
                        "    1-e; told by on-call, log; reviewer looks after it");
    }

    @Test
    void saysWhichSilenceItWas() {
        var alerts = json("[{\"id\": \"1-e\", \"at\": \"2026-11-28T12:00:00Z\", \"code\": \"DRIFT\"}]");
        var handling = json("{\"alert\": \"1-e\", \"routes\": [], \"silence\": \"s7\", \"acknowledged\": null}");

        assertThat(AlertsCommand.lines(alerts, Map.of("1-e", handling)).getLast())
                .isEqualTo("    1-e; silenced by s7");
    }

    @Test
    void showsWhatCameOfARoutesMessages() {
        var routes = json("""
                {"routes": [{"current": {"route": "on-call", "version": 3},
                             "delivery": {"sent": 12, "failed": 1, "waiting": 2, "lastFailure": "mail:25 answered 503"}}]}""");

        assertThat(AlertsCommand.routes(routes))
                .containsExactly(
                        "on-call version 3: 12 sent, 1 failed, 2 alerts wait; last failure: mail:25 answered 503");
        assertThat(AlertsCommand.routes(json("{\"routes\": []}")).getFirst()).contains("millrace apply");
    }
}
