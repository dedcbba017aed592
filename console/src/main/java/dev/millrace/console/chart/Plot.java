package dev.millrace.console.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plot, ready to be written as SVG. Whatever has too few values to be worth drawing has figures only.
 *
 * @param title what it shows, in words
 * @param shapes in the order in which they are drawn
 */
public record Plot(
        String title,
        double width,
        double height,
        List<Shape> shapes,
        List<Label> labels,
        List<Key> legend,
        Figures figures) {

    public Plot {
        shapes = List.copyOf(shapes);
        labels = List.copyOf(labels);
        legend = List.copyOf(legend);
    }

    /** Some outlines or areas of the same look. */
    public record Shape(String css, String path) {}

    /** @param anchor start, middle or end: the part of the text that stands at the point */
    public record Label(String css, double x, double y, String anchor, boolean slanted, String text) {

        /** How it is turned, for the SVG attribute; null where it is not. */
        public @Nullable String transform() {
            return slanted ? String.format(Locale.ROOT, "rotate(-60 %.1f %.1f)", x, y) : null;
        }
    }

    /** What a look stands for. */
    public record Key(String css, String text) {

        /** What the legend draws: a disc, a line, or a square. */
        public String path() {
            return css.startsWith("fill") || css.startsWith("ring")
                    ? "M4 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
                    : css.startsWith("bar") || css.startsWith("outline") ? "M3 2h10v9h-10z" : "M1 6h14";
        }
    }

    public boolean drawn() {
        return !shapes.isEmpty();
    }

    static Plot listed(String title, Figures figures) {
        return new Plot(title, 0, 0, List.of(), List.of(), List.of(), figures);
    }
}
