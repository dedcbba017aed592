package dev.millrace.console.chart;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a comparison: from the other version's value to this one's, and the bound that it had to keep. The row's table has the figures.
 *
 * @param other null where there is nothing to compare with
 * @param bound null where there is none
 * @param css good, bad or idle
 */
public record Change(
        @Nullable Double value,
        @Nullable Double other,
        @Nullable Double bound,
        String css) {

    private static final double WIDTH = 300;
    private static final double HEIGHT = 30;
    private static final double MIDDLE = 11;
    private static final double RADIUS = 5;

    /** Alone, on a scale of its own. */
    public Plot plot() {
        return plot(List.of(this));
    }

    /** On the scale of all rows that it stands among. */
    public Plot plot(List<Change> rows) {
        var figures = new Figures(List.of(), List.of());
        if (value == null) {
            return Plot.listed("", figures);
        }
        var all = rows.stream().flatMapToDouble(Change::values).summaryStatistics();
        var scale = Scale.around(all.getMin(), all.getMax(), 46, WIDTH - 46);
        var drawing = new Drawing();
        drawing.line("grid", scale.start(), MIDDLE, scale.end(), MIDDLE);
        drawing.text("tick", scale.start() - 6, MIDDLE + 4, "end", Numbers.axis(scale.from()));
        drawing.text("tick", scale.end() + 6, MIDDLE + 4, "start", Numbers.axis(scale.to()));
        if (bound != null) {
            drawing.line("bound", scale.at(bound), 1, scale.at(bound), MIDDLE + 9);
            drawing.text("bound-text", scale.at(bound), HEIGHT - 1, anchor(scale, bound), "bound");
        }
        arrow(drawing, scale);
        return drawing.plot("", WIDTH, HEIGHT, figures);
    }

    private void arrow(Drawing drawing, Scale scale) {
        double to = scale.at(Objects.requireNonNull(value));
        if (other != null) {
            double from = scale.at(other);
            double way = Math.signum(to - from);
            if (Math.abs(to - from) > 2 * RADIUS) {
                drawing.line("stroke " + css, from + way * RADIUS, MIDDLE, to - way * RADIUS, MIDDLE);
            }
            drawing.disc("ring idle", from, MIDDLE, RADIUS - 0.5);
        }
        drawing.disc("fill " + css, to, MIDDLE, RADIUS);
    }

    private static String anchor(Scale scale, double place) {
        double x = scale.at(place);
        return x < scale.start() + 24 ? "start" : x > scale.end() - 24 ? "end" : "middle";
    }

    private DoubleStream values() {
        return Stream.of(value, other, bound).filter(Objects::nonNull).mapToDouble(Double::doubleValue);
    }
}
