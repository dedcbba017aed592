package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PerformanceCommandTests {

    private static String printed(String estimated) {
        return String.join("\n", PerformanceCommand.lines(JsonMapper.shared().readTree("""
            {"model": "taxi", "version": 3, "labels": 500, "worse": false,
             "windows": [{"from": "2026-11-28T09:01:00Z", "to": "2026-11-28T09:02:00Z", "labels": 500, "metric": "auc",
                          "metrics": {"auc": 0.91}, "low": 0.89, "high": 0.93, "expected": 0.93, "bound": 0.88, "worse": false,
                          "estimated": {"metrics": {"auc": {"value": 0.915, "low": 0.88, "high": 0.95}}}}],
             "estimated": %s}""".formatted(estimated))));
    }

    @Test
    void showsWhatLabelsSayAndWhatIsEstimatedWithoutThem() {
        assertThat(printed("""
            {"status": "WORSE", "detail": "2 windows in a row were worse", "windows": [
              {"from": "2026-11-28T09:03:00Z", "to": "2026-11-28T09:04:00Z", "estimated": {"rows": 600, "metric": "auc",
               "metrics": {"auc": {"value": 0.8, "low": 0.76, "high": 0.84}}, "expected": 0.93, "bound": 0.88, "worse": true}}]}"""))
                .contains("taxi version 3: 500 labels came, by which it is not worse than on its test rows.")
                .contains("auc 0.9100 (0.8900 to 0.9300), test 0.9300, bound 0.8800, estimated 0.9150")
                .contains("Estimated without labels: WORSE. 2 windows in a row were worse")
                .contains("600 rows  auc 0.8000 (0.7600 to 0.8400), test 0.9300, bound 0.8800, worse");
    }

    @ParameterizedTest
    @CsvSource({"0, taxi version 3: no labels have come.", "7, 'taxi version 3: 7 labels came, too few to judge it by.'"
    })
    void passesNoVerdictBeforeAWindowOfLabelsIsFull(int labels, String line) {
        var performance = JsonMapper.shared()
                .readTree("{\"model\": \"taxi\", \"version\": 3, \"labels\": %d, \"worse\": false, \"windows\": []}"
                        .formatted(labels));

        assertThat(PerformanceCommand.lines(performance)).containsExactly(line);
    }

    @Test
    void saysNothingOfAnEstimateThatThereIsNot() {
        assertThat(printed("null")).doesNotContain("Estimated");
    }

    @Test
    void saysWhatBecameOfLabelsThatAreInNoWindow() {
        var performance = JsonMapper.shared().readTree("""
            {"model": "taxi", "version": 3, "metric": "auc", "labels": 700, "windowLabels": 700, "windowSize": 500, "windowMissing": 4,
             "repeated": 9, "otherVersions": 3, "windows": [],
             "replaced": [{"version": 2, "generation": 2, "labels": 903, "metrics": {"auc": 0.9}}]}""");

        assertThat(PerformanceCommand.lines(performance))
                .contains(
                        "Labels: 9 came again, 3 are about other versions, the next window waits for 4 of the rarer class.",
                        "Version 2, replaced: 903 labels  auc 0.9000");
    }
}
