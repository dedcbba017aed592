package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReasonTests {

    private static Reason reason(UploadOutcome ending, String... events) {
        var cascade = "{\"id\": \"c1\", \"status\": \"X\", \"events\": [%s]}".formatted(String.join(",", events));
        return Reason.of(ending, CascadeReport.of(JsonMapper.shared().readTree(cascade)), "trips");
    }

    private static String event(String topic, String summary, String data) {
        return "{\"eventId\": \"%s\", \"topic\": \"%s\", \"summary\": \"%s\", \"data\": %s}"
                .formatted(topic + summary, topic, summary, data);
    }

    @Test
    void saysNothingWhereAllWentWell() {
        assertThat(reason(UploadOutcome.SERVING, event("model.deployed", "SERVING", "{}"))
                        .lines())
                .isEmpty();
    }

    @Test
    void namesWhatTheDataAreRejectedFor() {
        var reason = reason(UploadOutcome.REJECTED, event("data.rejected", "REJECTED", """
                {"findings": [
                  {"code": "NEW_COLUMN", "column": "x", "observed": "new", "bound": "known", "severity": "WARN"},
                  {"code": "MISSING_COLUMN", "column": "two\\nlines", "observed": "the column is not there", "bound": "present", "severity": "BLOCK"},
                  {"code": "ROWS_LOW", "column": null, "observed": "0 rows", "bound": "at least 1", "severity": "BLOCK"}]}"""));

        assertThat(reason.lines())
                .containsExactly(
                        "Reason: MISSING_COLUMN: column \"two\\nlines\": the column is not there; expected: present;"
                                + " ROWS_LOW: 0 rows; expected: at least 1",
                        "Look: ./millrace dataset trips has every finding, with what to do");
    }

    @Test
    void saysWhyARunFailed() {
        var reason = reason(
                UploadOutcome.FAILED,
                event("training.decided", "STARTED", "{}"),
                event(
                        "run.ended",
                        "FAILED run r1",
                        "{\"runId\": \"r1\", \"outcome\": \"FAILED\", \"code\": \"COLUMN_UNKNOWN\", \"detail\": \"no column delivered; is Delivered meant?\"}"));

        assertThat(reason.code()).isEqualTo("COLUMN_UNKNOWN");
        assertThat(reason.sentence()).isEqualTo("no column delivered; is Delivered meant?");
        assertThat(reason.look()).contains("/v1/runs/r1", "./millrace logs training");
    }

    @Test
    void saysWhyNoInstanceServes() {
        var reason = reason(
                UploadOutcome.FAILED,
                event("run.ended", "TRAINED", "{\"outcome\": \"TRAINED\"}"),
                event(
                        "model.deployed",
                        "REFUSED",
                        "{\"outcome\": \"REFUSED\", \"version\": 3, \"instance\": \"serving-1\", \"reason\": \"golden rows differ\"}"));

        assertThat(reason.lines())
                .containsExactly(
                        "Reason: DEPLOYMENT_REFUSED: version 3 on serving-1: golden rows differ",
                        "Look: ./millrace logs serving");
    }

    @Test
    void saysWhyNothingWasTrainedOrApproved() {
        assertThat(reason(
                                UploadOutcome.NO_TRAINING,
                                event(
                                        "training.decided",
                                        "SUPPRESSED",
                                        "{\"pipeline\": \"p\", \"reason\": \"COOLDOWN\", \"detail\": \"until 12:00\"}"))
                        .lines())
                .first()
                .isEqualTo("Reason: COOLDOWN: until 12:00");
        assertThat(reason(
                                UploadOutcome.NOT_APPROVED,
                                event("model.rejected", "auc 0.5, needed 0.9", "{\"model\": \"p\", \"version\": 1}"))
                        .lines())
                .containsExactly(
                        "Reason: NOT_APPROVED: auc 0.5, needed 0.9", "Look: GET /v1/models/p/versions/1 of registry");
    }

    @Test
    void saysHowFarItWasWhenTheTimeWasUp() {
        assertThat(reason(UploadOutcome.TIMED_OUT, event("data.arrived", "600 rows", "{}"))
                        .lines())
                .containsExactly(
                        "Reason: TIMED_OUT: it goes on; the last that happened: 600 rows",
                        "Look: ./millrace watch --cascade c1");
        assertThat(Reason.of(UploadOutcome.TIMED_OUT, null, "trips").sentence())
                .contains("monitoring has told nothing");
    }
}
