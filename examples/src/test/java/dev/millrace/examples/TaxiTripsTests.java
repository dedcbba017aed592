package dev.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaxiTripsTests {

    @Test
    void oneSeedGivesOneFile() throws IOException {
        assertThat(csv(7, World.USUAL)).isEqualTo(csv(7, World.USUAL)).isNotEqualTo(csv(8, World.USUAL));
    }

    @Test
    void everyLineHasEveryColumn() throws IOException {
        assertThat(csv(1, World.SHIFTED).lines())
                .hasSize(1001)
                .allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(TaxiTrips.COLUMNS.size()));
    }

    @Test
    void theShiftedWorldHasHigherFaresOtherPaymentsAndANewCompany() {
        assertThat(meanFare(World.SHIFTED) / meanFare(World.USUAL)).isBetween(1.4, 1.8);
        assertThat(share(World.USUAL, "Cash")).isBetween(0.5, 0.62);
        assertThat(share(World.SHIFTED, "Cash")).isBetween(0.17, 0.27);
        assertThat(share(World.USUAL, "Lakeside Electric Cabs")).isZero();
        assertThat(share(World.SHIFTED, "Lakeside Electric Cabs")).isGreaterThan(0.15);
    }

    @Test
    void aFifthOfTheTripsHasABigTip() {
        double big = trips(World.USUAL)
                .filter(trip -> Double.parseDouble(trip.get(17)) > 0.2 * Double.parseDouble(trip.get(1)))
                .count();
        assertThat(big / 4000).isBetween(0.15, 0.3);
    }

    private static double meanFare(World world) {
        return trips(world)
                .mapToDouble(trip -> Double.parseDouble(trip.get(1)))
                .average()
                .orElseThrow();
    }

    private static double share(World world, String value) {
        return trips(world).filter(trip -> trip.contains(value)).count() / 4000.0;
    }

    private static Stream<List<String>> trips(World world) {
        var trips = new TaxiTrips(3, world);
        return Stream.generate(trips::next).limit(4000);
    }

    private static String csv(long seed, World world) throws IOException {
        var out = new ByteArrayOutputStream();
        new TaxiTrips(seed, world).writeCsv(out, 1000);
        return out.toString(StandardCharsets.UTF_8);
    }
}
