package dev.millrace.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TruthWordsTests {

    @ParameterizedTest
    @EnumSource
    void findsTheTwoWordsByEitherOfThem(TruthWords words) {
        for (boolean truth : new boolean[] {true, false}) {
            assertThat(TruthWords.with(words.word(truth))).contains(words);
            assertThat(TruthWords.truth(words.word(truth))).contains(truth);
        }
    }

    @ParameterizedTest
    @CsvSource({"yEs, true", "True, true", "nO, false", "FALSE, false", "y,", "1,", "'',"})
    void understandsWordsInAnyCase(String word, Boolean truth) {
        assertThat(TruthWords.truth(word)).isEqualTo(Optional.ofNullable(truth));
    }

    @Test
    void namesTheWordsOnlyByTheirExactWriting() {
        assertThat(TruthWords.with("True")).isEmpty();
        assertThat(TruthWords.with("yEs")).isEmpty();
        assertThat(TruthWords.with("1")).isEmpty();
    }
}
