package dev.millrace.monitoring.cascade.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.GateResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSentenceTests {

    @ParameterizedTest
    @CsvSource({
        "min, auc 0.55 < 0.6",
        "max, auc 0.55 > 0.6",
        "maxDropFromChampion, 'auc 0.55 against the champion''s 0.7, may drop by 0.6'",
        "maxRiseFromChampion, 'auc 0.55 against the champion''s 0.7, may rise by 0.6'"
    })
    void tellsWhatTheGateDemanded(String kind, String sentence) {
        var failed = new GateResult("auc", null, kind, 0.6, 0.55, 0.7, false, "");

        assertThat(GateSentence.of(failed)).isEqualTo(sentence);
    }
}
