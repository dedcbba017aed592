package dev.millrace.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

    private static final List<String> KNOWN = List.of("fare", "payment_type", "company");

    @ParameterizedTest
    @CsvSource({"paymnet_type,payment_type", "Fare,fare", "compny,company", "fear,"})
    void isWhatFewTypingErrorsWouldHaveMade(String given, String meant) {
        assertThat(NearestName.of(given, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @Test
    void endsAMessage() {
        assertThat(NearestName.hint("fares", KNOWN)).isEqualTo(", did you mean fare?");
        assertThat(NearestName.hint("tips", KNOWN)).isEqualTo(".");
    }
}
