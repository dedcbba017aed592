package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller",
                "café’s",
                "é€",
                "naïve…",
                "“über”, “möglich”, “größer”, “für”, “Öl”, “ja”, “nein”, “MENÜ”"
            })
    void takesWhatCannotBeUtf8ForWindows(String text) throws IOException {
        assertThat(Encodings.isWindows(new ByteArrayInputStream(text.getBytes(Encodings.WINDOWS))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Müller", "café’s", "価格"})
    void doesNotTakeDamagedUtf8ForWindows(String text) throws IOException {
        var damaged = new ByteArrayOutputStream();
        damaged.write(text.getBytes(UTF_8));
        damaged.write(0xe9);

        assertThat(Encodings.isWindows(new ByteArrayInputStream(damaged.toByteArray())))
                .isFalse();
    }

    @Test
    void doesNotTakeBytesThatAreNoCharacterForWindows() throws IOException {
        assertThat(Encodings.isWindows(new ByteArrayInputStream(new byte[] {'a', (byte) 0x81, 'b'})))
                .isFalse();
        assertThat(Encodings.isWindows(new ByteArrayInputStream(new byte[] {'a', 0, 'b'})))
                .isFalse();
    }
}
