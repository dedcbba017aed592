package dev.millrace.console.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers what a plot consists of. Shapes of one look become one path, in the order in which the looks came. */
final class Drawing {

    private final Map<String, StringBuilder> paths = new LinkedHashMap<>();
    private final List<Plot.Label> labels = new ArrayList<>();
    private final List<Plot.Key> legend = new ArrayList<>();

    private static String number(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    Drawing path(String css, String command, double... numbers) {
        var path = paths.computeIfAbsent(css, look -> new StringBuilder()).append(command);
        for (int i = 0; i < numbers.length; i++) {
            path.append(i == 0 ? "" : " ").append(number(numbers[i]));
        }
        return this;
    }

    Drawing line(String css, double x1, double y1, double x2, double y2) {
        return path(css, "M", x1, y1).path(css, "L", x2, y2);
    }

    Drawing rectangle(String css, double x, double y, double width, double height) {
        return path(css, "M", x, y)
                .path(css, "h", width)
                .path(css, "v", height)
                .path(css, "h", -width)
                .path(css, "z");
    }

    Drawing disc(String css, double x, double y, double radius) {
        return path(css, "M", x - radius, y)
                .path(css, "a", radius, radius, 0, 1, 0, 2 * radius, 0)
                .path(css, "a", radius, radius, 0, 1, 0, -2 * radius, 0)
                .path(css, "z");
    }

    Drawing text(String css, double x, double y, String anchor, String text) {
        labels.add(new Plot.Label(css, x, y, anchor, false, text));
        return this;
    }

    Drawing slanted(String css, double x, double y, String text) {
        labels.add(new Plot.Label(css, x, y, "end", true, text));
        return this;
    }

    Drawing key(String css, String text) {
        legend.add(new Plot.Key(css, text));
        return this;
    }

    Plot plot(String title, double width, double height, Figures figures) {
        var shapes = paths.entrySet().stream()
                .map(path -> new Plot.Shape(path.getKey(), path.getValue().toString()))
                .toList();
        return new Plot(title, width, height, shapes, labels, legend, figures);
    }
}
