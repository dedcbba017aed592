package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearnedRowsTests {

    private static final Map<String, String> COLUMNS = Map.of("fare", "NUMBER");

    @Test
    void findsEachRowAndTakesHardlyAnyOtherForOne() {
        long[] learned = new SplittableRandom(1).longs(20_000).toArray();
        var contains = LearnedRows.of(COLUMNS, learned).contains();

        assertThat(LongStream.of(learned)).allMatch(contains::test);
        assertThat(new SplittableRandom(2).longs(500_000).filter(contains).count())
                .isLessThan(25);
    }

    @Test
    void numbersNeedNotBeSpread() {
        var contains =
                LearnedRows.of(COLUMNS, LongStream.range(0, 1_000).toArray()).contains();

        assertThat(LongStream.range(0, 1_000)).allMatch(contains::test);
        assertThat(LongStream.range(1_000, 101_000).filter(contains).count()).isLessThan(10);
    }

    @Test
    void noRowsContainNone() {
        assertThat(LearnedRows.of(COLUMNS, new long[0]).contains().test(7)).isFalse();
    }
}
