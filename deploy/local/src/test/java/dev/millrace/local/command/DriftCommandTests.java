package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DriftCommandTests {

    private static String printed(String over) {
        return printed(over, false);
    }

    private static String printed(String over, boolean sinceDeployment) {
        var drift = """
            {"model": "taxi", "version": 3, "level": "DRIFT", "detail": "2 of 2 windows in a row drifted",
             "episode": {"window": 2, "since": "2026-11-28T09:00:00Z", "toldAt": "2026-11-28T09:02:00Z", "over": %s},
             "sinceDeployment": %s, "baselineRows": 8000, "collecting": {"rows": 20, "of": 500},
             "falseAlarms": {"windowShare": 0.01, "draws": 200, "perWeek": 1.008},
             "slices": [
               {"slice": "payment_type=Cash", "level": "DRIFT", "since": "2026-11-28T08:50:00Z", "baselineRows": 4500, "rows": 120, "of": 500,
                "last": {"verdict": {"columns": [{"column": "tips", "level": "DRIFT", "effect": 0.41, "threshold": 0.1}]}}},
               {"slice": "payment_type=", "level": "NOT_ENOUGH_DATA", "since": null, "baselineRows": 600, "rows": 9, "of": 500, "last": null}],
             "windows": [{"from": "2026-11-28T09:01:00Z", "to": "2026-11-28T09:02:00Z", "rows": 500, "level": "DRIFT",
                          "verdict": {"columns": [
                            {"column": "fare", "level": "DRIFT", "effect": 0.52, "threshold": 0.1},
                            {"column": "miles", "level": "NONE", "effect": 0.01, "threshold": 0.1}]},
                          "previous": {"level": "DRIFT", "columns": [{"column": "seconds", "effect": 0.5, "level": "DRIFT"}]}}]}
            """.formatted(over, sinceDeployment);
        return String.join("\n", DriftCommand.lines(JsonMapper.shared().readTree(drift)));
    }

    @Test
    void saysSinceWhenInWhichColumnsAndHowStrongly() {
        assertThat(printed("null"))
                .contains("taxi version 3: DRIFT. 2 of 2 windows in a row drifted")
                .contains(
                        "An episode of drift lasts since 2026-11-28T09:00:00Z; it was told last at 2026-11-28T09:02:00Z.")
                .contains("has 20 of 500 rows; the baseline has 8000.")
                .contains("1.0 a week")
                .contains("fare (effect 0.520, counts from 0.10)")
                .contains("[moved since the window before: seconds]")
                .doesNotContain("miles");
    }

    @Test
    void namesTheColumnsOfWindowsThatDriftAsOne() {
        var drift = """
            {"model": "taxi", "version": 3, "level": "DRIFT", "detail": "0 windows in a row drifted", "episode": null,
             "sinceDeployment": false, "baselineRows": 8000, "collecting": {"rows": 20, "of": 500}, "falseAlarms": {"perWeek": null}, "slices": [],
             "windows": [{"from": "2026-11-28T09:01:00Z", "to": "2026-11-28T09:02:00Z", "rows": 500, "level": "DRIFT", "driftsAsOne": true,
              "verdict": {"columns": [{"column": "fare", "level": "NONE", "effect": 0.21, "threshold": 0.1}]},
              "pooled": {"windows": 2, "verdict": {"columns": [{"column": "fare", "level": "DRIFT", "effect": 0.2, "threshold": 0.1}]}}}]}
            """;

        assertThat(DriftCommand.lines(JsonMapper.shared().readTree(drift)).getLast())
                .contains("DRIFT     2 windows judged as one: fare (effect 0.200, counts from 0.10)");
    }

    @Test
    void namesTheSlicesThatDrift() {
        assertThat(printed("null"))
                .contains("Slice payment_type=Cash: DRIFT since 2026-11-28T08:50:00Z, 120 of 500 rows wait. "
                        + "tips (effect 0.410, counts from 0.10)")
                .contains("Slice payment_type=: NOT_ENOUGH_DATA, 9 of 500 rows wait.");
    }

    @Test
    void saysWhenAnEpisodeWasOver() {
        assertThat(printed("\"2026-11-28T09:10:00Z\""))
                .contains("The last episode of drift was from 2026-11-28T09:00:00Z to 2026-11-28T09:10:00Z.");
    }

    @Test
    void saysThatItIsSkewOnlyWhereItBeganWithTheFirstWindow() {
        assertThat(printed("null", true)).contains("serving sees other values than training read (skew)");
        assertThat(printed("null", false)).doesNotContain("skew");
    }

    @Test
    void namesCriticalColumnsThatAreNotWatchedYet() {
        var drift = """
                {"model": "taxi", "version": 2, "level": "NONE", "detail": "", "episode": null, "unwatched": ["tip", "fare"]}
                """;

        assertThat(DriftCommand.lines(JsonMapper.shared().readTree(drift)))
                .contains("Critical, but not watched before another version is trained: tip, fare.");
    }
}
