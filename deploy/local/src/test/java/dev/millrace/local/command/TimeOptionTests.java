package dev.millrace.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeOptionTests {

    @ParameterizedTest
    @CsvSource({
        "300,300000",
        "300s,300000",
        "5m,300000",
        "1h,3600000",
        "0.5,500",
        "1.5M,90000",
        "250ms,250",
        "30d,2592000000"
    })
    void readsTimesAsPeopleWriteThem(String text, long millis) {
        assertThat(new TimeOption().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "5w", "1e9", "5 m"})
    void saysWhatItTakes(String text) {
        assertThatThrownBy(() -> new TimeOption().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("5m");
    }

    @Test
    void isWhatUploadTakes() {
        var parsed = Millrace.commandLine().parseArgs("upload", "d", "f", "--timeout", "5m");

        assertThat(parsed.subcommand().matchedOptionValue("--timeout", Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(5));
    }
}
