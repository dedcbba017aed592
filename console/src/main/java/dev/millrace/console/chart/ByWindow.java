package dev.millrace.console.chart;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A figure over windows of production, oldest first, against what it is held to.
 *
 * @param figure its name and unit
 * @param fromZero whether the axis starts at zero, as for effects; metrics span what is shown
 */
public record ByWindow(String title, String figure, List<Window> windows, List<Bound> bounds, boolean fromZero) {

    private static final int FEW = 5;

    public ByWindow {
        windows = List.copyOf(windows);
        bounds = List.copyOf(bounds);
    }

    /**
     * @param end when it ended, as it is shown
     * @param value null where there is none, which leaves a gap
     * @param css good, attention, bad or idle
     * @param note what the table says about it
     */
    public record Window(String end, @Nullable Double value, String css, String note) {}

    /** A line across all windows, with its name. */
    public record Bound(String css, double value, String name) {}

    public Plot plot() {
        if (windows.stream().filter(window -> window.value() != null).count() < FEW) {
            return Plot.listed(title, figures());
        }
        var frame = Frame.usual();
        var drawing = new Drawing();
        double most = values().max().orElse(1);
        var scale = fromZero
                ? Scale.fromZero(most, frame.bottom(), Frame.TOP)
                : Scale.around(values().min().orElse(0), most, frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, figure);
        frame.ordered(drawing, windows.stream().map(Window::end).toList(), "end of window");
        bounds.forEach(bound -> frame.bound(
                drawing, bound.css(), scale, bound.value(), bound.name() + " " + Numbers.axis(bound.value())));
        line(drawing, frame, scale);
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    private void line(Drawing drawing, Frame frame, Scale scale) {
        boolean gap = true;
        for (int i = 0; i < windows.size(); i++) {
            var value = windows.get(i).value();
            if (value != null) {
                drawing.path("stroke idle", gap ? "M" : "L", frame.middle(i, windows.size()), scale.at(value));
            }
            gap = value == null;
        }
        for (int i = 0; i < windows.size(); i++) {
            var window = windows.get(i);
            if (window.value() != null) {
                drawing.disc("fill " + window.css(), frame.middle(i, windows.size()), scale.at(window.value()), 4.5);
            }
        }
    }

    private DoubleStream values() {
        return DoubleStream.concat(
                windows.stream().map(Window::value).filter(Objects::nonNull).mapToDouble(Double::doubleValue),
                bounds.stream().mapToDouble(Bound::value));
    }

    private Figures figures() {
        return new Figures(
                List.of("end of window", figure, "level"),
                windows.stream()
                        .map(window -> List.of(window.end(), Numbers.metric(window.value()), window.note()))
                        .toList());
    }
}
