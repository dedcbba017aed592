package dev.millrace.training.learn.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClustersTests {

    private static final Clusters TEN = Clusters.of(new double[] {1, 1, 1, 2, 2, 3, 4, 4, 4, 4});

    @Test
    void rowsByThemselvesAreWorthARowEach() {
        double[] values = {3, 1, 4, 1, 5};
        assertThat(Clusters.alone(5).worth(1, place -> values[place])).isEqualTo(1);
        assertThat(Clusters.of(new double[] {0.5, 0.1, 0.4, 0.2, 0.3}).worth(1, place -> values[place]))
                .isEqualTo(1);
        assertThat(Clusters.alone(0).worth(1, place -> 0)).isEqualTo(1);
    }

    /** Ten rows, copies of four: 100 / (9 + 4 + 1 + 16) = 3.33 of them. */
    @Test
    void copiesAreWorthTheirNumberSquaredOverTheSumOfTheSquaredNumbersOfCopies() {
        double[] values = {7, 7, 7, 2, 2, 5, 1, 1, 1, 1};
        assertThat(TEN.worth(1, place -> values[place])).isCloseTo(1 / 3.0, within(1e-12));
    }

    /** The mean square between groups is 20.3833, within them 0.875, and n0 7 / 3, so that ρ is 0.905259; computed with NumPy. */
    @Test
    void rowsOfAGroupAreWorthTheMoreTheLessTheyAreAlike() {
        double[] values = {7, 8, 6, 2, 3, 5, 1, 0, 2, 2};
        assertThat(TEN.worth(1, place -> values[place])).isCloseTo(0.3558062740781508, within(1e-12));
    }

    @Test
    void whatGroupsDoNotShareIsWorthARowEach() {
        double[] values = {1, 5, 9, 2, 8, 5, 0, 4, 6, 10};
        assertThat(TEN.worth(1, place -> values[place])).isEqualTo(1);
    }

    @Test
    void someOfTheRowsKeepTheirClusters() {
        double[] values = {7, 2, 2, 1};
        assertThat(TEN.select(new int[] {0, 3, 4, 9}).worth(1, place -> values[place]))
                .isCloseTo(4 / 6.0, within(1e-12));
    }

    @Test
    void severalValuesOfARowAreTakenTogether() {
        double[] values = {7, 1, 7, 1, 7, 1, 2, 0, 2, 0, 5, 0, 1, 9, 1, 9, 1, 9, 1, 9};
        assertThat(TEN.worth(2, place -> values[place])).isCloseTo(1 / 3.0, within(1e-12));
    }
}
