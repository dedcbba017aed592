package dev.millrace.training.learn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Outputs;
import dev.millrace.models.Rows;
import dev.millrace.training.learn.SampleSpecs;
import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.Part;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistanceTests {

    private static final int ROWS = 200;
    private static final double KILOMETRES_A_DEGREE = 111.2;

    @Test
    void knowsHowFarTwoPlacesLieApart() {
        FeaturePlan plan = plan("pickup_latitude pickup_longitude dropoff_latitude dropoff_longitude", 1, "");
        double[] latitudes = {52.52, 41.88, 52.52};
        double[] longitudes = {13.405, -87.63, 13.405};
        double[] toLatitudes = {48.137, 41.98, Double.NaN};
        double[] toLongitudes = {11.575, -87.90, 11.575};
        Rows rows = new Rows(3, List.of(latitudes, longitudes, toLatitudes, toLongitudes));
        float[] matrix = Graphs.run(plan, Transform.forTrees(plan), rows);
        assertThat(matrix[4] * KILOMETRES_A_DEGREE).as("Berlin to Munich").isCloseTo(504, within(2.0));
        assertThat(matrix[9] * KILOMETRES_A_DEGREE).as("the Loop to O'Hare").isCloseTo(25, within(0.2));
        assertThat(matrix[14]).isNaN();
        assertThat(plan.choices().getFirst().reason())
                .isEqualTo("numbers; the distance from pickup_latitude, pickup_longitude to dropoff_latitude,"
                        + " dropoff_longitude is learned from too");
    }

    @ParameterizedTest
    @EnumSource
    void sharesWhatItContributesAmongItsColumns(Transform.Form form) {
        FeaturePlan plan = plan("lat1 lon1 lat2 lon2", 1, "");
        List<Spread> spreads =
                IntStream.range(0, 5).mapToObj(i -> new Spread(0, 0, 1, -1, 1)).toList();
        Transform transform =
                form == Transform.Form.TREES ? Transform.forTrees(plan) : Transform.forLinearModels(plan, spreads);
        assertThat(transform.numbers()).isEqualTo(5);
        assertThat(transform.width()).isEqualTo(form == Transform.Form.TREES ? 5 : 10);
        assertThat(transform.features(4)).containsExactly(0, 1, 2, 3);
        assertThat(transform.features(transform.width() - 1)).containsExactly(0, 1, 2, 3);
        assertThat(transform.features(2)).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "startLat startLng endLat endLng, 1, '', 1",
        "lat lon home_lat home_lon work_lat work_lon, 1, '', 3",
        "latitude longitude, 1, '', 0",
        "platform_a longs_a platform_b longs_b, 1, '', 0",
        "a_lat a_lon b_lat b_lon, 10, '', 0",
        "a_lat a_lon b_lat b_lon, 1, 'b_lon: category', 0",
        "a_lat a_lon b_lat b_lon c_lat c_lon d_lat d_lon, 1, '', 0"
    })
    void findsPairsOfCoordinatesByNamesAndValues(String names, double factor, String features, int distances) {
        assertThat(plan(names, factor, features).distances()).hasSize(distances);
    }

    private static FeaturePlan plan(String names, double factor, String features) {
        List<RawColumn> columns = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            double[] degrees = IntStream.range(0, ROWS)
                    .mapToDouble(row -> factor * (30 + 7 * columns.size() + row / 100.0))
                    .toArray();
            columns.add(RawColumn.numbers(name, RawColumn.Kind.NUMBER, false, degrees));
        }
        Table table = new Table(ROWS, columns);
        double[] labels = IntStream.range(0, ROWS).mapToDouble(row -> row).toArray();
        return FeaturePlan.of(
                table, new Part(table, new Labels(Outputs.number(), labels)), SampleSpecs.of("label", features));
    }
}
