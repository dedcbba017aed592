package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.client.Situation.Model;
import java.util.List;
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
}
