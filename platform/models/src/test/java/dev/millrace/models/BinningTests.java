package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinningTests {

    @Test
    void tellsRareValuesFromThoseThatWereNeverThere() {
        var binning = Binning.ofCategories(List.of("Cash", "1"), List.of("Cheque", "7"));
        assertThat(binning.bins()).isEqualTo(5);
        assertThat(List.of("Cash", "1", "Cheque", "7", "Barter", ""))
                .map(binning::bin)
                .containsExactly(0, 1, 2, 2, 3, 4);
        assertThat(binning.bin(7)).isEqualTo(2);
        assertThat(binning.bin(8)).isEqualTo(3);
        assertThat(binning.bin(Double.NaN)).isEqualTo(4);
    }

    @Test
    void includesTheUpperEdge() {
        var binning = Binning.ofEdges(List.of(0.0, 1.0, 5.0));
        assertThat(List.of(-3.0, -0.0, 0.0, 0.5, 1.0, 5.0, 5.1))
                .extracting(binning::bin)
                .containsExactly(0, 0, 0, 1, 1, 2, 3);
        assertThat(binning.bin(Double.NaN)).isEqualTo(binning.missing()).isEqualTo(4);
        assertThat(binning.bins()).isEqualTo(5);
    }

    @Test
    void countsEveryOtherCategoryTogether() {
        var binning = Binning.ofCategories(List.of("Cash", "Card"));
        assertThat(List.of("Cash", "Card", "Barter", ""))
                .extracting(binning::bin)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void matchesIdentifiersThatDoNotFitAFloat() {
        var binning = Binning.ofCategories(List.of("17031081401", "17031081402", "1"));
        assertThat(List.of(17031081401.0, 17031081402.0, 17031081403.0, 1.0))
                .extracting(binning::bin)
                .containsExactly(0, 1, 3, 2);
        assertThat(Binning.category(17031081401.0)).isEqualTo("17031081401");
        assertThat(Binning.category(0.25)).isEqualTo("0.25");
    }
}
