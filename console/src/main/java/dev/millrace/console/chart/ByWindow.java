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

    /** What the bars take of the height, with the room for their name, and their share of the width. */
    private static final double BARS = 76;

    private static final double ROOM = 24;
    private static final double BAR = 0.6;

    public ByWindow {
        windows = List.copyOf(windows);
        bounds = List.copyOf(bounds);
    }

    /**
     * @param end when it ended, as it is shown
     * @param value null where there is none, which leaves a gap
     * @param css good, attention, bad or idle
     * @param note what the table says about it
     * @param told whether somebody was told with it, because that many windows agreed
     * @param count how many labels it is of, drawn as a bar below; null where that says nothing
     */
    public record Window(
            String end,
            @Nullable Double value,
            String css,
            String note,
            boolean told,
            @Nullable Long count) {

        public Window(String end, @Nullable Double value, String css, String note) {
            this(end, value, css, note, false, null);
        }
    }

    /** A line across all windows, with its name. */
    public record Bound(String css, double value, String name) {}

    public Plot plot() {
        if (windows.stream().filter(window -> window.value() != null).count() < FEW) {
            return Plot.listed(title, figures());
        }
        var counts =
                windows.stream().map(Window::count).filter(Objects::nonNull).toList();
        var whole = Frame.usual();
        var frame = counts.isEmpty() ? whole : whole.raised(BARS);
        var drawing = new Drawing();
        double most = values().max().orElse(1);
        var scale = fromZero
                ? Scale.fromZero(most, frame.bottom(), Frame.TOP)
                : Scale.around(values().min().orElse(0), most, frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, figure);
        var below = new Frame(frame.width(), frame.height(), whole.foot());
        below.ordered(drawing, windows.stream().map(Window::end).toList(), "end of window");
        if (!counts.isEmpty()) {
            bars(
                    drawing,
                    below,
                    counts.stream().mapToLong(Long::longValue).max().orElse(1));
        }
        told(drawing, frame);
        bounds.forEach(bound -> frame.bound(
                drawing, bound.css(), scale, bound.value(), bound.name() + " " + Numbers.axis(bound.value())));
        line(drawing, frame, scale);
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    /** How many labels each window is of, below the line. */
    private void bars(Drawing drawing, Frame frame, long most) {
        var scale = Scale.fromZero((double) most, frame.bottom(), frame.bottom() - BARS + ROOM);
        double width = frame.inner() / windows.size() * BAR;
        drawing.text("name", 0, frame.bottom() - BARS + ROOM, "start", "labels")
                .text("tick", Frame.LEFT - 6, scale.at((double) most) + 4, "end", Numbers.count(most));
        for (int i = 0; i < windows.size(); i++) {
            var count = windows.get(i).count();
            if (count != null) {
                double top = scale.at((double) count);
                drawing.rectangle("bar", frame.middle(i, windows.size()) - width / 2, top, width, frame.bottom() - top);
            }
        }
    }

    /** Where enough windows agreed. */
    private void told(Drawing drawing, Frame frame) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).told()) {
                double x = frame.middle(i, windows.size());
                drawing.line("dashed idle", x, Frame.TOP, x, frame.bottom());
                drawing.text("tick", x + 4, Frame.TOP - 4, i > windows.size() / 2 ? "end" : "start", "told");
            }
        }
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
