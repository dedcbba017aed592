package dev.millrace.monitoring.cascade.kafka;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures as people read them, the same in every locale. */
final class Figures {

    private static final int SHOWN = 3;
    private static final List<String> TELLING_METRICS = List.of("auc", "accuracy", "log-loss", "rmse", "mae", "r2");

    private Figures() {}

    /** 9 942. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    static String counted(long count, String noun) {
        return (count == 0 ? "no" : count(count)) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Three significant digits, without an exponent for what is near 1. */
    static String number(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return number == 0 ? "0" : Double.toString(number);
        }
        var rounded = new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros();
        double size = Math.abs(number);
        return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
    }

    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000 ? number(bytes / 1e3) + " kB" : number(bytes / 1e6) + " MB";
    }

    static String millis(long millis) {
        return millis < 1000 ? millis + " ms" : number(millis / 1e3) + " s";
    }

    /** The metrics that tell most, best known first. */
    static String metrics(Map<String, Double> metrics, int limit) {
        return metrics.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByKey(
                        (a, b) -> rank(a) == rank(b) ? a.compareTo(b) : Integer.compare(rank(a), rank(b))))
                .limit(limit)
                .map(metric -> metric.getKey() + " " + number(metric.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The first few, and how many more there are. */
    static <T> String firstOf(List<T> items, Function<T, String> telling) {
        String first = items.stream().limit(SHOWN).map(telling).collect(Collectors.joining(", "));
        return items.size() <= SHOWN ? first : first + " and " + (items.size() - SHOWN) + " more";
    }

    private static int rank(String metric) {
        int place = TELLING_METRICS.indexOf(metric);
        return place < 0 ? TELLING_METRICS.size() : place;
    }
}
