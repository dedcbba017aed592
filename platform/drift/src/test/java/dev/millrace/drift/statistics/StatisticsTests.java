package dev.millrace.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.millrace.models.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against SciPy 1.17.1; values within a bin count as equal there too. */
class StatisticsTests {

    private static final long[] TRAINING = {1000, 1500, 2000, 1500, 800, 159};
    private static final long[] WINDOW = {50, 90, 140, 120, 70, 30};
    private static final long[] SHIFTED = {10, 20, 60, 120, 190, 100};
    private static final long[] LIKE = {72, 108, 144, 108, 57, 11};
    private static final Baseline.Column COLUMN = new Baseline.Column(
            "fare",
            Baseline.Column.Kind.NUMBER,
            List.of(4.0, 6.0, 9.0, 12.0, 20.0),
            List.of(2.1, 5.0, 7.5, 10.2, 14.0, 33.0),
            List.of(),
            List.of(1000L, 1500L, 2000L, 1500L, 800L, 159L, 0L),
            1,
            8.096996694927432,
            5.144918087369672);

    @Test
    void comparesNumbersAsKs2sampDoes() {
        TestResult window = KolmogorovSmirnov.test(TRAINING, WINDOW);
        TestResult shifted = KolmogorovSmirnov.test(TRAINING, SHIFTED);
        TestResult like = KolmogorovSmirnov.test(TRAINING, LIKE);

        assertThat(window.statistic()).isCloseTo(0.08664463284954727, within(1e-14));
        assertThat(window.pValue()).isCloseTo(0.001712322886598135, withinPercentage(1e-7));
        assertThat(shifted.statistic()).isCloseTo(0.4666446328495473, within(1e-14));
        assertThat(shifted.pValue()).isCloseTo(1.6303480477634367e-93, withinPercentage(1e-6));
        assertThat(like.pValue()).isCloseTo(1, within(1e-9));
    }

    /** The tail is exact up to 10 000 rows; the corrected limit is within 0.2 % from 250 rows on. */
    @ParameterizedTest
    @CsvSource({
        "250, 0.05, 0.5427406465653757, 0.2",
        "467, 0.06, 0.06650918427333319, 0.2",
        "467, 0.09, 0.000965897946453305, 1e-8",
        "467, 0.3, 9.030042287183461e-38, 1e-8",
        "5000, 0.02, 0.03613941395325637, 0.02",
        "50000, 0.01, 9.018048811843602e-05, 0.1"
    })
    void knowsTheKolmogorovDistribution(double n, double d, double expected, double percent) {
        assertThat(KolmogorovSmirnov.survival(n, d)).isCloseTo(expected, withinPercentage(percent));
    }

    /** SciPy's distances are 0.2917, 1.4408 and 0.0057; what chance shows between samples of these sizes is taken away. */
    @Test
    void measuresWassersteinInStandardDeviations() {
        assertThat(Distances.wasserstein(COLUMN, TRAINING, WINDOW)).isCloseTo(0.28630233904648333, within(1e-12));
        assertThat(Distances.wasserstein(COLUMN, TRAINING, SHIFTED)).isCloseTo(1.4395809380151356, within(1e-12));
        assertThat(Distances.wasserstein(COLUMN, TRAINING, LIKE)).isZero();
    }

    @Test
    void comparesCategoriesAsChi2ContingencyDoesWithRareOnesPooled() {
        TestResult poolJoins =
                ChiSquare.test(new long[] {5000, 1500, 400, 30, 20, 9}, new long[] {300, 150, 45, 2, 2, 1});

        assertThat(poolJoins.statistic()).isCloseTo(32.1800498324706, within(1e-9));
        assertThat(poolJoins.pValue()).isCloseTo(1.028468430278116e-07, withinPercentage(1e-7));
    }

    @Test
    void findsNothingToCompareInOneCategoryOrInNoRows() {
        assertThat(ChiSquare.test(new long[] {900, 0}, new long[] {500, 0})).isEqualTo(TestResult.ALIKE);
        assertThat(ChiSquare.test(new long[] {900, 9}, new long[] {0, 0})).isEqualTo(TestResult.ALIKE);
        assertThat(KolmogorovSmirnov.test(new long[] {900, 9}, new long[] {0, 0}))
                .isEqualTo(TestResult.ALIKE);
        assertThat(Distances.jensenShannon(new long[] {900, 9}, new long[] {0, 0}))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "900 100; 480 20; 16.304347826086957; 5.3940046883324604e-05",
                "3000 1950 60 70; 300 180 10 10; 4.40934234613119; 0.2205206965288442",
                "1000 1000 1000 1000 1000 1000 1000 1000; 70 60 65 50 55 80 60 60; 8.989107063576451; 0.25343906199695865",
                "5000 5000; 50 450; 305.2048324098465; 2.4201684035461483e-68"
            })
    void comparesCategoriesAsChi2ContingencyDoes(String reference, String window, double statistic, double p) {
        var test = ChiSquare.test(counts(reference), counts(window));

        assertThat(test.statistic()).isCloseTo(statistic, withinPercentage(1e-10));
        assertThat(test.pValue()).isCloseTo(p, withinPercentage(1e-9));
    }

    private static long[] counts(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** SciPy's distances are 0.0910 and 0.5887. */
    @Test
    void measuresJensenAndShannonsDistance() {
        assertThat(Distances.jensenShannon(new long[] {5000, 1500, 300, 100, 59}, new long[] {300, 150, 30, 15, 5}))
                .isCloseTo(0.08485784073575632, within(1e-12));
        assertThat(Distances.jensenShannon(new long[] {1, 1, 0}, new long[] {0, 1, 1}))
                .isCloseTo(0.3107629165134937, within(1e-12));
    }

    /** Windows of 500 rows of one world; the distance itself would be 0.07 for 20 categories, which is as many as training keeps apart. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 20})
    void doesNotGrowWithTheNumberOfCategories(int categories) {
        var random = new Random(categories);
        double sum = 0;
        for (int run = 0; run < 100; run++) {
            sum += Distances.jensenShannon(counts(5000, categories, random), counts(500, categories, random));
        }

        assertThat(sum / 100).isLessThan(0.03);
    }

    private static long[] counts(int rows, int categories, Random random) {
        var counts = new long[categories];
        random.ints(rows, 0, categories).forEach(category -> counts[category]++);
        return counts;
    }

    @Test
    void correctsForTheNumberOfColumns() {
        double[] adjusted = BenjaminiHochberg.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.8, 0.04});

        assertThat(Arrays.stream(adjusted).boxed().toList())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(0.03, 0.048, 0.048, 0.03, 0.8, 0.048);
    }
}
