package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochSecondsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2011-01-31 | 2011-01-31T00:00",
                "2011-01-31T14:30 | 2011-01-31T14:30",
                "2011-01-31 14:30:05 | 2011-01-31T14:30:05",
                "2011-01-31T14:30:05.25 | 2011-01-31T14:30:05.25",
                "2011-01-31T14:30:05Z | 2011-01-31T14:30:05",
                "2011-01-31T14:30:05+02:00 | 2011-01-31T12:30:05",
                "2011-01-31 23:30:00-01:30 | 2011-02-01T01:00",
                "2011-01-31 14:30:05 UTC | 2011-01-31T14:30:05",
                "2011-01-31 14:30:05.25 GMT | 2011-01-31T14:30:05.25",
                "2011-01-31T14:30:05+0200 | 2011-01-31T12:30:05",
                "2011-01-31 14:30:05 -0530 | 2011-01-31T20:00:05",
                "2011-01-31 14:30:05+02 | 2011-01-31T12:30:05",
                "1/31/2011 | 2011-01-31T00:00",
                "31/1/2011 | 2011-01-31T00:00",
                "3/3/2011 | 2011-03-03T00:00",
                "31.01.2011 | 2011-01-31T00:00",
                "2011/01/31 | 2011-01-31T00:00",
                "Jun 12 1998 | 1998-06-12T00:00",
                "June 14, 2018 | 2018-06-14T00:00",
                "12-Jun-1998 | 1998-06-12T00:00",
                "10/Oct/2000:13:55:36 -0700 | 2000-10-10T20:55:36",
                "31.01.24 | 2024-01-31T00:00",
                "12-Jun-98 | 1998-06-12T00:00",
                "1/31/24 0:00 | 2024-01-31T00:00",
                "1/31/2011 2:30 PM | 2011-01-31T14:30",
                "1/31/2011 14:30 | 2011-01-31T14:30",
                "0001-01-01 | 0001-01-01T00:00",
                "1969-12-31T23:59:59 | 1969-12-31T23:59:59"
            })
    void readsDatesAsPeopleWriteThem(String text, LocalDateTime meant) {
        assertThat(EpochSeconds.of(text))
                .hasValue(meant.toInstant(ZoneOffset.UTC).toEpochMilli() / 1e3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1/2/2011",
                "2011-02-30",
                "31.31.2011",
                "yesterday",
                "20110131",
                "14:30",
                "1998",
                "2011-01-31 14:30 UT",
                "2011-01-31 14:30 +25:00"
            })
    void readsNothingElse(String text) {
        assertThat(EpochSeconds.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-01-31", "1969-12-31T23:59:59", "2011-01-31T14:30", "2011-01-31T14:30:05.250"})
    void writesWhatItReads(String text) {
        assertThat(EpochSeconds.text(EpochSeconds.of(text).orElseThrow())).isEqualTo(text);
    }

    @Test
    void keepsEachSecond() {
        double second = EpochSeconds.of("2026-11-28T09:16:16").orElseThrow();

        assertThat(EpochSeconds.text(second + 1)).isEqualTo("2026-11-28T09:16:17");
    }
}
