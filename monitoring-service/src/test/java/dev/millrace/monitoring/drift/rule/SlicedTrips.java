package dev.millrace.monitoring.drift.rule;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.SliceBaseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Trips with a payment, a fare and a score, counted as a baseline with one slice a payment. */
public final class SlicedTrips {

    /** How they are paid, the most frequent first, and with which share. */
    public static final List<String> PAYMENTS = List.of("Cash", "Card", "Mobile");

    private static final double[] SHARES = {0.6, 0.3, 0.1};

    private SlicedTrips() {}

    /** One trip. */
    public record Trip(String payment, double fare, double score) {}

    /** @param moved by how much fares lie higher, by payment */
    public static Trip trip(RandomGenerator random, Map<String, Double> moved) {
        double drawn = random.nextDouble();
        int payment = drawn < SHARES[0] ? 0 : drawn < SHARES[0] + SHARES[1] ? 1 : 2;
        var name = PAYMENTS.get(payment);
        return new Trip(name, random.nextGaussian() + moved.getOrDefault(name, 0.0), random.nextGaussian());
    }

    public static List<Trip> trips(int count, RandomGenerator random, Map<String, Double> moved) {
        return Stream.generate(() -> trip(random, moved)).limit(count).toList();
    }

    public static Baseline baseline(List<Trip> trips) {
        var payments = PAYMENTS.stream()
                .map(payment -> trips.stream()
                        .filter(trip -> trip.payment().equals(payment))
                        .count());
        return new Baseline(
                trips.size(),
                List.of(
                        MadeUpBaselines.number(
                                "fare",
                                0.8,
                                trips.stream().mapToDouble(Trip::fare).toArray()),
                        MadeUpBaselines.category(
                                "payment",
                                0.2,
                                PAYMENTS,
                                Stream.concat(payments, Stream.of(0L, 0L)).toList()),
                        MadeUpBaselines.number(
                                "prediction",
                                0,
                                trips.stream().mapToDouble(Trip::score).toArray())));
    }

    public static List<SliceBaseline> slices(Baseline whole, List<Trip> trips) {
        return PAYMENTS.stream()
                .map(payment -> slice(
                        whole,
                        payment,
                        trips.stream()
                                .filter(trip -> trip.payment().equals(payment))
                                .toList()))
                .toList();
    }

    private static SliceBaseline slice(Baseline whole, String payment, List<Trip> trips) {
        var counts = counts(whole, trips);
        var columns = IntStream.range(0, counts.size())
                .mapToObj(column -> new SliceBaseline.Counted(
                        Arrays.stream(counts.get(column)).boxed().toList(), 0, column == 1 ? 0 : 1))
                .toList();
        return new SliceBaseline("payment", payment, trips.size(), columns);
    }

    /** The trips in each bin of each column. */
    public static List<long[]> counts(Baseline whole, List<Trip> trips) {
        var binnings = whole.columns().stream().map(Binning::of).toList();
        var counts = new ArrayList<long[]>();
        binnings.forEach(binning -> counts.add(new long[binning.bins()]));
        for (var trip : trips) {
            counts.get(0)[binnings.get(0).bin(trip.fare())]++;
            counts.get(1)[binnings.get(1).bin(trip.payment())]++;
            counts.get(2)[binnings.get(2).bin(trip.score())]++;
        }
        return counts;
    }
}
