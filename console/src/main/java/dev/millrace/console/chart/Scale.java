package dev.millrace.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Maps values to places on an axis, and knows which values to write beside it. */
record Scale(double from, double to, double start, double end) {

    private static final int MOST_DECIMALS = 8;

    /** A scale over values, with a little room at both ends. */
    static Scale around(double low, double high, double start, double end) {
        double room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.05, 0.001);
        return new Scale(low - room, high + room, start, end);
    }

    /** A scale from zero. */
    static Scale fromZero(double high, double start, double end) {
        return new Scale(0, high > 0 ? high * 1.08 : 1, start, end);
    }

    double at(double value) {
        return start + (Math.clamp(value, from, to) - from) / (to - from) * (end - start);
    }

    /** Round values, about as many as are asked for. */
    List<Double> ticks(int about) {
        double step = step(about);
        var ticks = new ArrayList<Double>();
        for (double tick = Math.ceil(from / step - 1e-9) * step; tick <= to + step * 1e-9; tick += step) {
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }

    /** A tick as it is written: with no more decimals than tell it from its neighbours. */
    String text(double tick, int about) {
        double step = step(about);
        if (step >= 1) {
            return Numbers.count(Math.round(tick));
        }
        int decimals = Math.min(MOST_DECIMALS, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }

    private double step(int about) {
        double raw = (to - from) / about;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
