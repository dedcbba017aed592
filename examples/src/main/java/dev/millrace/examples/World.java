package dev.millrace.examples;

import java.util.List;

/**
 * The city in which the trips of {@link TaxiTrips} happen.
 *
 * @param fareFactor what a trip costs compared with the usual world
 * @param payments ways to pay with their weights
 * @param companies taxi companies with their weights
 * @param generosity added to the log-odds of a big tip
 */
public record World(double fareFactor, List<Weighted> payments, List<Weighted> companies, double generosity) {

    /** As it was when the first model was trained. */
    public static final World USUAL = new World(
            1,
            List.of(
                    new Weighted("Cash", 0.56),
                    new Weighted("Credit Card", 0.40),
                    new Weighted("No Charge", 0.015),
                    new Weighted("Unknown", 0.02),
                    new Weighted("Dispute", 0.005)),
            companies(0),
            0);

    /** After a fare rise, with cash going out of use and a new company in town. */
    public static final World SHIFTED = new World(
            1.6,
            List.of(
                    new Weighted("Cash", 0.22),
                    new Weighted("Credit Card", 0.55),
                    new Weighted("Mobile", 0.20),
                    new Weighted("No Charge", 0.01),
                    new Weighted("Unknown", 0.02)),
            companies(0.3),
            -0.6);

    public World {
        payments = List.copyOf(payments);
        companies = List.copyOf(companies);
    }

    private static List<Weighted> companies(double newcomer) {
        return List.of(
                new Weighted("", 0.34),
                new Weighted("Taxi Affiliation Services", 0.30),
                new Weighted("Dispatch Taxi Affiliation", 0.12),
                new Weighted("Blue Ribbon Taxi Association Inc.", 0.09),
                new Weighted("Choice Taxi Association", 0.07),
                new Weighted("Northwest Management LLC", 0.05),
                new Weighted("Chicago Elite Cab Corp.", 0.03),
                new Weighted("Lakeside Electric Cabs", newcomer));
    }

    /** A value and how often it comes; weights need not sum to 1. */
    public record Weighted(String value, double weight) {}
}
