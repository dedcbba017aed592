package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LearnedRunTests {

    private static final String RUN = """
            {"run": "tips-3", "status": "TRAINED", "testMetrics": {"auc": 0.8123, "accuracy": 0.77},
             "summary": {
               "target": {"label": "tip", "task": "binary-classification", "positive": "true"},
               "baselineMetrics": {"auc": 0.5, "accuracy": 0.62},
               "facts": {"task": "binary", "taskReason": "2 different truth values in 300 rows",
                         "positive": "true", "positiveReason": "its name says so",
                         "train": "210 rows: false 61.9 %, true 38.1 %", "validation": "45 rows", "test": "45 rows",
                         "unlabelled": "3", "rare": "0"},
               "features": [{"column": "fare", "use": "number", "reason": "numbers"},
                            {"column": "trip\\nid", "use": "drop", "reason": "a row number"}],
               "selection": {"metric": "auc", "baseline": 0.5,
                 "by": "5-fold cross-validation, because only 45 validation rows would judge",
                 "candidates": [
                   {"trainer": "logistic-regression", "parameters": {"epochs": 20}, "value": 0.7712, "won": false},
                   {"trainer": "gradient-boosted-trees", "parameters": {"trees": 200, "eta": 0.5}, "value": 0.79, "won": false},
                   {"trainer": "gradient-boosted-trees", "parameters": {"trees": 40, "eta": 0.5}, "value": 0.8, "won": true}]}}}""";

    @Test
    void tellsWhatWasLearnedAndWhatItFollowsFrom() {
        var lines =
                LearnedRun.of(JsonMapper.shared().readTree(RUN)).orElseThrow().lines();

        assertThat(lines)
                .containsExactly(
                        "Run tips-3 learned:",
                        "  label tip: binary, because: 2 different truth values in 300 rows",
                        "  positive class true, because: its name says so",
                        "  train      210 rows: false 61.9 %, true 38.1 %",
                        "  validation 45 rows",
                        "  test       45 rows",
                        "  left out   3 without a label",
                        "  candidates, auc by 5-fold cross-validation, because only 45 validation rows would judge",
                        "    logistic-regression                              0.7712",
                        "    gradient-boosted-trees (trees 200)               0.7900",
                        "    gradient-boosted-trees (trees 40)                0.8000  won",
                        "    baseline (class shares)                          0.5000",
                        "  the winner on the test rows: auc 0.8123, baseline 0.5000",
                        "  features",
                        "    fare                     number    numbers",
                        "    trip\\nid                 drop      a row number");
    }

    @Test
    void tellsWhatIsKnownOfAnOlderRun() {
        var lines =
                LearnedRun.of(JsonMapper.shared().readTree("""
                        {"run": "tips-1", "summary": {"target": {"label": "tip"}, "facts": {"task": "binary"}}}""")).orElseThrow().lines();

        assertThat(lines).containsExactly("Run tips-1 learned:", "  label tip: binary");
    }

    @Test
    void isNothingWhereNoModelWasMade() {
        assertThat(LearnedRun.of(JsonMapper.shared().readTree("{\"run\": \"tips-1\", \"summary\": null}")))
                .isEmpty();
    }
}
