package dev.millrace.monitoring.drift;

/**
 * The regularised upper incomplete gamma function at multiples of one half, which is the chi-square distribution: by
 * series where that converges fast, else by continued fraction.
 */
final class Gamma {

    private static final double EPSILON = 1e-15;
    private static final int MAX_STEPS = 10_000;

    private Gamma() {}

    static double upper(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double scale = Math.exp(-x + a * Math.log(x) - log(a));
        return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MAX_STEPS && Math.abs(term) > Math.abs(sum) * EPSILON; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** Lentz's method. */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / Double.MIN_NORMAL;
        double d = 1 / b;
        double product = d;
        for (int n = 1; n < MAX_STEPS; n++) {
            double factor = -n * (n - a);
            b += 2;
            d = 1 / nonZero(factor * d + b);
            c = nonZero(b + factor / c);
            product *= d * c;
            if (Math.abs(d * c - 1) < EPSILON) {
                break;
            }
        }
        return product;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < Double.MIN_NORMAL ? Double.MIN_NORMAL : value;
    }

    /** Logarithm of the gamma function at a multiple of one half, by its recurrence. */
    private static double log(double a) {
        boolean whole = a == Math.rint(a);
        double sum = whole ? 0 : Math.log(Math.PI) / 2;
        for (double x = whole ? 1 : 0.5; x < a; x++) {
            sum += Math.log(x);
        }
        return sum;
    }
}
