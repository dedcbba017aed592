package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number in plain writing has the value that the JDK gives it, to the last bit; a time is in UTC. */
class PlainValueTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                ".5",
                "5.",
                "9007199254740992",
                "9007199254740993",
                "-9007199254740991.5",
                "999999999999999999",
                "0.30000000000000004",
                "123456789012345678901234567890.5",
                "0.000000000000000000000000000001",
                "1e5",
                "-2.5E-3",
                "1e999"
            })
    void readsItToTheLastBit(String text) {
        assertThat(real(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void readsMadeUpOnesToTheLastBit() {
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            var digits = new BigInteger(1 + random.nextInt(70), random);
            var text =
                    new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(23)).toPlainString();
            assertThat(real(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28 10:11, 2026-02-28T10:11",
        "2026-02-28 10:11:12.5 UTC, 2026-02-28T10:11:12.5",
        "2026-02-28 10:11:12 GMT, 2026-02-28T10:11:12",
        "2026-02-28T10:11:12Z, 2026-02-28T10:11:12",
        "2026-02-28 10:11:12 +0200, 2026-02-28T08:11:12",
        "2026-02-28 10:11:12-05:30, 2026-02-28T15:41:12",
        "2026-02-28 10:11:12 +02, 2026-02-28T08:11:12"
    })
    void readsTimesInUtc(String text, LocalDateTime meant) {
        var bytes = (text + ",").getBytes(US_ASCII);
        assertThat(PlainValue.timestamp(bytes, 0, bytes.length - 1)).isEqualTo(meant);
    }

    private static double real(String text) {
        var bytes = ("," + text + ",").getBytes(US_ASCII);
        return PlainValue.real(bytes, 1, bytes.length - 1);
    }
}
