package dev.millrace.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDateTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/31/2011 | 2011-01-31",
                "31.01.2011 | 2011-01-31",
                "2011/1/31 | 2011-01-31",
                "Jun 12 1998 | 1998-06-12",
                "June 14, 2018 | 2018-06-14",
                "Sept. 3, 2018 | 2018-09-03",
                "12 June 1998 | 1998-06-12",
                "12-Jun-1998 | 1998-06-12",
                "29.2.2024 | 2024-02-29",
                "1/31/2011 2:30 PM | 2011-01-31 14:30:00",
                "1/31/2011 12:05am | 2011-01-31 00:05:00",
                "1/31/2011T14:30:05.25 | 2011-01-31 14:30:05.25",
                "31.01.24 | 2024-01-31",
                "1/31/69 | 1969-01-31",
                "1/31/68 2:30 PM | 2068-01-31 14:30:00",
                "12-Jun-98 | 1998-06-12",
                "10/Oct/2000:13:55:36 | 2000-10-10 13:55:36",
                "10/Oct/2000:13:55:36 -0700 | 2000-10-10 13:55:36-07:00",
                "10/Oct/2000:13:55:36.123 +0530 | 2000-10-10 13:55:36.123+05:30"
            })
    void readsWhatCanOnlyMeanOneDay(String text, String meant) {
        var date = WrittenDate.of(text).orElseThrow();

        assertThat(date.orders()).extracting(date::plain).containsOnly(meant);
    }

    @ParameterizedTest
    @CsvSource({"1/2/2011, 2011-02-01, 2011-01-02", "03.03.2011, 2011-03-03, 2011-03-03"})
    void leavesTheOrderOfDayAndMonthToItsReader(String text, String dayFirst, String monthFirst) {
        var date = WrittenDate.of(text).orElseThrow();

        assertThat(date.orders()).containsExactly(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST);
        assertThat(date.plain(DateOrder.DAY_FIRST)).isEqualTo(dayFirst);
        assertThat(date.plain(DateOrder.MONTH_FIRST)).isEqualTo(monthFirst);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "31.31.2011",
                "30/2/2011",
                "29.2.2023",
                "1/31/011",
                "31-01-24",
                "24-01-31",
                "31/31/24",
                "1/31.2011",
                "Foo 12 1998",
                "1/31/2011 25:00",
                "1/31/2011 13:00 PM",
                "10/Oct/2000:24:00:00 -0700",
                "10/Oct/2000:13:55:36 -0760",
                "31/Feb/2000:13:55:36 -0700",
                "0/0/2011"
            })
    void readsNothingElse(String text) {
        assertThat(WrittenDate.of(text)).isEmpty();
    }
}
