package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.Situation;
import dev.millrace.local.client.Situation.About;
import dev.millrace.local.client.Situation.Model;
import dev.millrace.local.client.Situation.Unanswered;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SituationPrinterTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, no version serves",
        "3, 3, false, version 3 of 5 serves",
        "3, 0, false, version 3 of 5 is approved and does not serve yet",
        "3, 2, false, 'version 3 of 5 is approved and does not serve yet, version 2 does'",
        "3, 0, true, 'version 3 of 5 is withdrawn, and nothing answers'"
    })
    void saysWhatAnswers(int approved, int serving, boolean withdrawn, String words) {
        var model = new Model("tips", approved, serving, withdrawn, 5, List.of());

        assertThat(SituationPrinter.serving(model)).isEqualTo(words);
    }

    @Test
    void saysWhoseAnswerIsMissing() {
        var situation = new Situation(
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Unanswered(About.SUMMARY, "training", "training is not ready"),
                        new Unanswered(About.LAG, "serving", "the broker does not say how far it has read"),
                        new Unanswered(About.SUMMARY, "registry", "registry is not ready")));

        assertThat(SituationPrinter.unknown(situation, About.SUMMARY))
                .hasValue("not known of training, registry: training is not ready");
        assertThat(SituationPrinter.unknown(situation, About.MODELS)).isEmpty();
    }
}
