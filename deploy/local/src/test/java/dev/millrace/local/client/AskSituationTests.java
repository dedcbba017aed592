package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.AskSituation.Answer;
import dev.millrace.local.client.Situation.About;
import dev.millrace.local.client.Situation.Lag;
import dev.millrace.local.client.Situation.Model;
import dev.millrace.local.client.Situation.Parked;
import dev.millrace.local.client.Situation.Unanswered;
import dev.millrace.local.client.Situation.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AskSituationTests {

    private static final JsonNode SUMMARY = JsonMapper.shared().readTree("""
            {"service": "training",
             "topics": [{"topic": "data.validated", "lag": 3, "parked": 7000},
                        {"topic": "drift.detected", "lag": 0, "parked": 5},
                        {"topic": "pipeline.defined", "lag": null, "parked": 0}],
             "attention": [{"severity": "BAD", "code": "RUN_FAILED", "name": "taxi-3", "since": "2026-11-28T12:00:00Z",
                            "detail": "run taxi-3 failed"},
                           {"severity": "BAD", "code": "PARKED", "name": "data.validated",
                            "since": "2026-11-28T11:00:00Z", "detail": "7000 records of data.validated"}]}""");

    @Test
    void countsEveryParkedRecordOfAllTopics() {
        assertThat(AskSituation.parked(SUMMARY))
                .containsExactly(new Parked("training", 7005, "7000 records of data.validated"));
    }

    @Test
    void saysNothingWhereNothingIsParked() {
        var answer = JsonMapper.shared().readTree("""
                {"service": "training", "topics": [{"topic": "data.validated", "parked": 0}], "attention": []}""");

        assertThat(AskSituation.parked(answer)).isEmpty();
    }

    @Test
    void tellsTheLagOfTopicsThatHaveOne() {
        assertThat(AskSituation.lag(SUMMARY))
                .containsExactly(new Lag("training", "data.validated", 3), new Lag("training", "drift.detected", 0));
    }

    @Test
    void tellsWhatWantsAPersonAsTheServiceDoes() {
        assertThat(AskSituation.wanted(SUMMARY))
                .first()
                .isEqualTo(new Wanted(
                        "training", "BAD", "RUN_FAILED", "taxi-3", "2026-11-28T12:00:00Z", "run taxi-3 failed"));
    }

    @Test
    void tellsWhatIsApprovedFromWhatAnswers() {
        var answer = JsonMapper.shared().readTree("""
                {"models": [
                  {"model": "fares", "versions": 5, "champion": 3, "serving": 3, "waiting": [4]},
                  {"model": "late", "versions": 2, "champion": 2, "serving": 1, "waiting": []},
                  {"model": "tips", "versions": 5, "champion": 3, "serving": null, "waiting": [],
                   "withdrawal": {"generation": 7, "by": "ada", "reason": "wrong", "at": "2026-11-28T12:00:00Z"}}]}""");

        assertThat(AskSituation.models(answer))
                .containsExactly(
                        new Model("fares", 3, 3, false, 5, List.of(4)),
                        new Model("late", 2, 1, false, 2, List.of()),
                        new Model("tips", 3, 0, true, 5, List.of()));
    }

    @Test
    void saysWhatIsNotKnownInsteadOfNothing() {
        var lost = JsonMapper.shared().readTree("""
                {"service": "serving", "topics": [{"topic": "model.approved", "lastHour": null, "lag": null},
                                                  {"topic": "pipeline.defined", "lastHour": null, "lag": null}]}""");
        var situation = AskSituation.of(
                List.of(),
                List.of(
                        new Answer(About.SUMMARY, "training", SUMMARY, ""),
                        new Answer(About.SUMMARY, "serving", lost, ""),
                        new Answer(About.SUMMARY, "registry", null, "registry does not answer"),
                        new Answer(About.MODELS, "registry", null, "registry does not answer")));

        assertThat(situation.wanted()).hasSize(2);
        assertThat(situation.unanswered())
                .containsExactly(
                        new Unanswered(About.SUMMARY, "registry", "registry does not answer"),
                        new Unanswered(About.MODELS, "registry", "registry does not answer"),
                        new Unanswered(About.LAG, "serving", "the broker does not say how far it has read"));
    }
}
