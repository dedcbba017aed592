package dev.millrace.console.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How values are spread over bins that were fixed beforehand: one set filled, another in outline for comparison.
 *
 * @param across what the bins are of, with the unit
 * @param of what shares are of: values or rows
 * @param edges between the bins where they are stretches of numbers, one fewer than there are bins; empty where each bin has a name
 * @param other null where there is nothing to compare with
 */
public record Histogram(
        String title,
        String across,
        String of,
        List<String> bins,
        List<Double> edges,
        Counts counts,
        @Nullable Counts other) {

    private static final int FEW = 5;
    private static final double GAP = 0.16;

    /** Pixels that a character of an edge takes, and that stay free between two edges. */
    private static final double CHARACTER = 7;

    private static final double APART = 8;

    private static final double NAME = 15;

    public Histogram {
        bins = List.copyOf(bins);
        edges = List.copyOf(edges);
    }

    /** What was counted in each bin. */
    public record Counts(String name, List<Long> counts) {

        public Counts {
            counts = List.copyOf(counts);
        }

        double share(int bin) {
            long all = counts.stream().mapToLong(Long::longValue).sum();
            return all == 0 || bin >= counts.size() ? 0 : counts.get(bin) / (double) all;
        }
    }

    /** Bins between edges, with what lies below the first and what does not lie below the last. */
    public static List<String> names(List<Double> edges) {
        return IntStream.rangeClosed(0, edges.size())
                .mapToObj(i -> i == 0
                        ? "< " + Numbers.value(edges.getFirst())
                        : i == edges.size()
                                ? "≥ " + Numbers.value(edges.getLast())
                                : Numbers.value(edges.get(i - 1)) + " to " + Numbers.value(edges.get(i)))
                .toList();
    }

    /** With axes. */
    public Plot plot() {
        if (bins.size() < FEW) {
            return Plot.listed(title, figures());
        }
        var frame = edges.isEmpty() ? Frame.withLongNames() : Frame.usual();
        var drawing = new Drawing();
        var scale = scale(frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, "share of " + of + ", %");
        axis(frame, drawing);
        draw(drawing, scale, Frame.LEFT, frame.inner());
        drawing.key("bar", counts.name());
        if (IntStream.range(0, bins.size()).anyMatch(this::isOutside)) {
            drawing.key("bar outside", "outside the range");
        }
        if (other != null) {
            drawing.key("contour", other.name());
            drawing.key("bar most", "largest difference");
        }
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    /** For a row of a table, without axes: its shape only. */
    public Plot small() {
        var drawing = new Drawing();
        draw(drawing, scale(30, 2), 0, 132);
        drawing.line("axis", 0, 30, 132, 30);
        return drawing.plot(title, 132, 31, new Figures(List.of(), List.of()));
    }

    private Scale scale(double start, double end) {
        double most = IntStream.range(0, bins.size())
                .mapToDouble(i -> Math.max(counts.share(i), other == null ? 0 : other.share(i)))
                .max()
                .orElse(0);
        return Scale.fromZero(100 * most, start, end);
    }

    private void axis(Frame frame, Drawing drawing) {
        if (edges.isEmpty()) {
            frame.slanted(drawing, bins, (int) Math.ceil(bins.size() * NAME / frame.inner()), across);
            return;
        }
        frame.base(drawing, across);
        double width = frame.inner() / bins.size();
        int longest = edges.stream()
                .mapToInt(edge -> Numbers.axis(edge).length())
                .max()
                .orElse(0);
        int every = (int) Math.ceil((longest * CHARACTER + APART) / width);
        for (int i = 0; i < edges.size(); i += every) {
            double x = Frame.LEFT + (i + 1) * width;
            drawing.line("axis", x, frame.bottom(), x, frame.bottom() + 4);
            drawing.text("tick", x, frame.bottom() + 16, "middle", Numbers.axis(edges.get(i)));
        }
    }

    private void draw(Drawing drawing, Scale scale, double left, double inner) {
        double width = inner / bins.size();
        int most = other == null ? -1 : mostDifferent(other);
        for (int i = 0; i < bins.size(); i++) {
            double top = scale.at(100 * counts.share(i));
            double x = left + (i + GAP / 2) * width;
            drawing.rectangle(
                    i == most ? "bar most" : isOutside(i) ? "bar outside" : "bar",
                    x,
                    top,
                    width * (1 - GAP),
                    scale.start() - top);
        }
        if (other != null) {
            for (int i = 0; i < bins.size(); i++) {
                double y = scale.at(100 * other.share(i));
                drawing.path("contour", i == 0 ? "M" : "L", left + i * width, y)
                        .path("contour", "L", left + (i + 1) * width, y);
            }
        }
    }

    /** The first and the last bin of numbers are open: what lies there is outside the range that the bins were made for. */
    private boolean isOutside(int bin) {
        return !edges.isEmpty()
                && (bin == 0 || bin == bins.size() - 1)
                && bin < counts.counts().size()
                && counts.counts().get(bin) > 0;
    }

    private int mostDifferent(Counts compared) {
        return IntStream.range(0, bins.size())
                .boxed()
                .max((a, b) -> Double.compare(difference(a, compared), difference(b, compared)))
                .filter(bin -> difference(bin, compared) > 0)
                .orElse(-1);
    }

    private double difference(int bin, Counts compared) {
        return Math.abs(counts.share(bin) - compared.share(bin));
    }

    private Figures figures() {
        var compared = other;
        var rows = IntStream.range(0, bins.size())
                .mapToObj(i -> compared == null
                        ? List.of(bins.get(i), count(counts, i), Numbers.share(counts.share(i)))
                        : List.of(
                                bins.get(i),
                                count(counts, i),
                                Numbers.share(counts.share(i)),
                                Numbers.share(compared.share(i))))
                .toList();
        return new Figures(
                compared == null
                        ? List.of(across, of, counts.name())
                        : List.of(across, of, counts.name(), compared.name()),
                rows);
    }

    private static String count(Counts counts, int bin) {
        return bin < counts.counts().size() ? Numbers.count(counts.counts().get(bin)) : Numbers.NONE;
    }
}
