package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BacktestCommandTests {

    @Test
    void saysDecisionByDecisionWhatWouldHaveDiffered() {
        var lines = BacktestCommand.lines(JsonMapper.shared().readTree("""
                {"pipeline": "tips", "since": "2026-11-01T00:00:00Z", "decisions": 3, "sameAsRecorded": 2,
                 "runs": {"recorded": {"runs": 1, "assumed": 0, "training": "PT30S", "stale": "PT50H"},
                          "replayed": {"runs": 2, "assumed": 1, "training": "PT1M", "stale": "PT0S"}},
                 "differences": [{"at": "2026-11-02T00:00:00Z", "trigger": "DRIFT",
                                  "recorded": {"decision": "SUPPRESSED", "reason": "COOLDOWN", "detail": "too soon"},
                                  "replayed": {"decision": "STARTED", "reason": "DRIFT", "detail": "of version 2"}},
                                 {"at": "2026-11-03T00:00:00Z", "trigger": "AGAIN",
                                  "recorded": {"decision": "STARTED", "reason": "DRIFT", "detail": "of version 2"}}],
                 "moreDifferences": 7}"""));

        assertThat(lines)
                .containsSubsequence(
                        "  2026-11-02T00:00:00Z  DRIFT",
                        "    was:     SUPPRESSED COOLDOWN: too soon",
                        "    becomes: STARTED DRIFT: of version 2",
                        "    becomes: nothing to decide",
                        "  and 7 more that differ");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).containsSubsequence("as recorded", "1", "30 s", "2 d 2 h"));
        assertThat(lines).last().asString().contains("2 of 3 decisions");
    }
}
