package dev.millrace.console.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines over the unit square: ROC, precision and recall, calibration.
 *
 * @param curves at most six
 * @param diagonal what the diagonal stands for; null where it means nothing
 */
public record Curves(
        String title,
        String across,
        String upwards,
        List<Curve> curves,
        @Nullable String diagonal) {

    private static final int FEW = 5;
    private static final int TABLED = 40;

    public Curves {
        curves = List.copyOf(curves);
    }

    /** A place on a curve. */
    public record Point(double x, double y) {}

    /**
     * @param css a colour
     * @param marked whether every point is one of its own, and not merely on the way
     * @param threshold where the decision is taken; null where there is none
     */
    public record Curve(
            String css,
            String name,
            List<Point> points,
            boolean marked,
            @Nullable Point threshold) {

        public Curve {
            points = List.copyOf(points);
        }
    }

    public Plot plot() {
        if (curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(0) < FEW) {
            return Plot.listed(title, figures());
        }
        var frame = new Frame(360, 300, 44);
        var drawing = new Drawing();
        var x = new Scale(0, 1, Frame.LEFT, frame.right());
        var y = new Scale(0, 1, frame.bottom(), Frame.TOP);
        frame.vertical(drawing, y, upwards);
        frame.horizontal(drawing, x, across);
        if (diagonal != null) {
            drawing.line("dashed idle", x.at(0), y.at(0), x.at(1), y.at(1)).key("dashed idle", diagonal);
        }
        curves.forEach(curve -> draw(drawing, x, y, curve));
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    private static void draw(Drawing drawing, Scale x, Scale y, Curve curve) {
        var points = curve.points();
        for (int i = 0; i < points.size(); i++) {
            var point = points.get(i);
            drawing.path("stroke " + curve.css(), i == 0 ? "M" : "L", x.at(point.x()), y.at(point.y()));
        }
        if (curve.marked()) {
            points.forEach(point -> drawing.disc("fill " + curve.css(), x.at(point.x()), y.at(point.y()), 3.5));
        }
        drawing.key("stroke " + curve.css(), curve.name());
        if (curve.threshold() != null) {
            drawing.disc(
                            "fill " + curve.css(),
                            x.at(curve.threshold().x()),
                            y.at(curve.threshold().y()),
                            5)
                    .key("fill " + curve.css(), "at the threshold of " + curve.name());
        }
    }

    private Figures figures() {
        return new Figures(
                List.of("curve", across, upwards),
                curves.stream()
                        .flatMap(curve -> few(curve.points()).stream()
                                .map(point ->
                                        List.of(curve.name(), Numbers.metric(point.x()), Numbers.metric(point.y()))))
                        .toList());
    }

    /** Evenly chosen points where there are many; the JSON has all of them. */
    private static List<Point> few(List<Point> points) {
        if (points.size() <= TABLED) {
            return points;
        }
        return IntStream.range(0, TABLED)
                .mapToObj(i -> points.get((int) Math.round(i * (points.size() - 1.0) / (TABLED - 1))))
                .toList();
    }
}
