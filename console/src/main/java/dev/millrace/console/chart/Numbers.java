package dev.millrace.console.chart;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. The full value is in the JSON that every panel links. */
public final class Numbers {

    /** Stands where there is no figure. */
    public static final String NONE = "–";

    private static final char NARROW = '\u202f';
    private static final double SMALL = 0.0001;
    private static final double LARGE = 1000;

    private Numbers() {}

    /** 15001 as 15 001, with narrow spaces. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', NARROW).replace('-', '−');
    }

    /** A difference of counts, always with its sign. */
    public static String more(long difference) {
        return (difference > 0 ? "+" : difference < 0 ? "" : "±") + count(difference);
    }

    /** A difference of shares in points of a hundred, always with its sign. */
    public static String points(@Nullable Double difference) {
        if (difference == null || difference.isNaN()) {
            return NONE;
        }
        var text = String.format(Locale.ROOT, "%+.1f", difference * 100).replace('-', '−');
        return text.equals("+0.0") || text.equals("−0.0") ? "±0.0" : text;
    }

    /** A metric: four decimals, scientific where they would say nothing, fewer where it is large. */
    public static String metric(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size > 0 && size < SMALL) {
            return String.format(Locale.ROOT, "%.1e", value).replace('-', '−');
        }
        return String.format(Locale.ROOT, size >= LARGE ? "%,.1f" : size >= 100 ? "%.2f" : "%.4f", value)
                .replace(',', NARROW)
                .replace('-', '−');
    }

    /** A difference, always with its sign. */
    public static String difference(@Nullable Double value) {
        return value == null || value.isNaN() ? NONE : (value > 0 ? "+" : value < 0 ? "" : "±") + metric(value);
    }

    /** A value of a column, as short as it can be without losing the leading four digits. */
    public static String value(@Nullable Double value) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return count(value.longValue());
        }
        double size = Math.abs(value);
        var text = String.format(Locale.ROOT, size >= LARGE ? "%,.1f" : size >= SMALL ? "%.4g" : "%.2e", value);
        return (text.contains("e") ? text : trimmed(text)).replace(',', NARROW).replace('-', '−');
    }

    /** A value beside an axis, where there is little room. */
    static String axis(double value) {
        double size = Math.abs(value);
        if (size >= 10_000) {
            return String.format(Locale.ROOT, "%.3g", value).replace("e+0", "e").replace('-', '−');
        }
        var digits = size >= LARGE ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f";
        return trimmed(String.format(Locale.ROOT, digits, value)).replace('-', '−');
    }

    private static String trimmed(String text) {
        return text.contains(".") ? text.replaceFirst("0+$", "").replaceFirst("\\.$", "") : text;
    }

    /** 0.031 as 3.1 %. */
    public static String share(@Nullable Double value) {
        return value == null || value.isNaN() ? NONE : String.format(Locale.ROOT, "%.1f\u202f%%", value * 100);
    }

    /** A p value. */
    public static String p(@Nullable Double value) {
        return value == null || value.isNaN()
                ? NONE
                : value < SMALL ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }
}
