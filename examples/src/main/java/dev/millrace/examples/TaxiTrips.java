package dev.millrace.examples;

import dev.millrace.examples.World.Weighted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Taxi trips with the columns, ranges and gaps of Chicago's public trip records, and a tip that depends on payment, fare,
 * hour and area much as it does there. One seed gives one sequence of trips.
 */
public final class TaxiTrips {

    /** The columns, in the order of the header line. */
    public static final List<String> COLUMNS = List.of(
            "pickup_community_area",
            "fare",
            "trip_start_month",
            "trip_start_hour",
            "trip_start_day",
            "trip_start_timestamp",
            "pickup_latitude",
            "pickup_longitude",
            "dropoff_latitude",
            "dropoff_longitude",
            "trip_miles",
            "pickup_census_tract",
            "dropoff_census_tract",
            "payment_type",
            "company",
            "trip_seconds",
            "dropoff_community_area",
            "tips");

    private static final long FIRST_START = 1_357_000_200L;
    private static final long QUARTER_HOUR = 900;
    private static final int QUARTER_HOURS_OF_FOUR_YEARS = 4 * 365 * 96;
    private static final int AREAS = 77;
    private static final double NO_AREA = 0.08;
    private static final double NO_TRACT = 0.35;

    private final SplittableRandom random;
    private final World world;

    public TaxiTrips(long seed, World world) {
        this.random = new SplittableRandom(seed);
        this.world = world;
    }

    /** Writes trips of the usual world to standard output: with the seed and the number of trips as arguments. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("the seed and the number of trips are expected, such as 1 3000");
        }
        new TaxiTrips(Long.parseLong(arguments[0]), World.USUAL).writeCsv(System.out, Integer.parseInt(arguments[1]));
    }

    /** Writes a header and so many trips as CSV. */
    public void writeCsv(OutputStream out, int rows) throws IOException {
        out.write((String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < rows; i++) {
            out.write((String.join(",", next()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** One trip: a text per column, empty where the value is missing. */
    public List<String> next() {
        long start = FIRST_START + QUARTER_HOUR * random.nextInt(QUARTER_HOURS_OF_FOUR_YEARS);
        int hour = (int) (start / 3600 % 24);
        int pickup = area();
        int dropoff = random.nextDouble() < 0.3 ? pickup : area();
        double miles = round(-Math.log(1 - random.nextDouble()) * 3.2 * (1 + Math.abs(pickup - dropoff) / 40.0), 1);
        long seconds = 60 * Math.round(3 + miles * (hour >= 7 && hour <= 18 ? 4.2 : 3) + random.nextDouble() * 4);
        double fare = round(world.fareFactor() * (3.25 + 1.8 * miles + seconds / 36.0 * 0.2), 2);
        var payment = pick(world.payments());
        var company = pick(world.companies());
        boolean known = random.nextDouble() >= NO_AREA;
        boolean tracts = known && random.nextDouble() >= NO_TRACT;
        return List.of(
                known ? Integer.toString(pickup) : "",
                number(fare),
                Integer.toString(1 + (int) (start / 2_629_800 % 12)),
                Integer.toString(hour),
                Integer.toString(1 + (int) ((start / 86_400 + 4) % 7)),
                Long.toString(start),
                known ? latitude(pickup) : "",
                known ? longitude(pickup) : "",
                known ? latitude(dropoff) : "",
                known ? longitude(dropoff) : "",
                number(miles),
                tracts ? tract(pickup) : "",
                tracts ? tract(dropoff) : "",
                payment,
                company,
                Long.toString(seconds),
                known ? Integer.toString(dropoff) : "",
                number(tip(payment, fare, miles, hour, pickup)));
    }

    private double tip(String payment, double fare, double miles, int hour, int pickup) {
        boolean electronic = payment.equals("Credit Card") || payment.equals("Mobile");
        if (!electronic || random.nextDouble() < 0.04) {
            return 0;
        }
        double logOdds = 0.9
                + world.generosity()
                - 0.05 * (fare - 12)
                + (hour >= 17 || hour < 3 ? 0.5 : -0.2)
                + (pickup % 11 < 4 ? 0.6 : -0.3)
                - (miles < 1 ? 0.8 : 0);
        boolean big = random.nextDouble() < 1 / (1 + Math.exp(-1.6 * logOdds));
        return round(fare * (big ? 0.21 + 0.09 * random.nextDouble() : 0.08 + 0.11 * random.nextDouble()), 2);
    }

    /** Few areas have most of the trips. */
    private int area() {
        return 1 + (int) (AREAS * Math.pow(random.nextDouble(), 2.2));
    }

    private String pick(List<Weighted> choices) {
        double left = random.nextDouble()
                * choices.stream().mapToDouble(Weighted::weight).sum();
        for (var choice : choices) {
            left -= choice.weight();
            if (left < 0) {
                return choice.value();
            }
        }
        return choices.getLast().value();
    }

    private String tract(int area) {
        return Long.toString(17_031_000_000L + area * 10_000L + 100L * (1 + random.nextInt(6)));
    }

    private static String latitude(int area) {
        return String.format(Locale.ROOT, "%.9f", 41.66 + (area * 37 % AREAS) * 0.0047);
    }

    private static String longitude(int area) {
        return String.format(Locale.ROOT, "%.9f", -87.91 + (area * 53 % AREAS) * 0.0049);
    }

    private static double round(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }

    private static String number(double value) {
        return Double.toString(value);
    }
}
