package dev.millrace.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts of several kinds, stacked by hour or by anything else in order.
 *
 * @param kinds from the axis upwards
 */
public record StackedBars(String title, String across, String upwards, List<Kind> kinds, List<Column> columns) {

    private static final double GAP = 0.2;

    public StackedBars {
        kinds = List.copyOf(kinds);
        columns = List.copyOf(columns);
    }

    /** @param css good, running, attention, bad or idle */
    public record Kind(String css, String name) {}

    /** @param counts one a kind, in their order */
    public record Column(String name, List<Long> counts) {

        public Column {
            counts = List.copyOf(counts);
        }

        long all() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The same shape as every other plot, but wider: a day has 24 columns. */
    public Plot plot() {
        var frame = new Frame(720, 200, 44);
        var drawing = new Drawing();
        double most = columns.stream().mapToLong(Column::all).max().orElse(0);
        var scale = Scale.fromZero(Math.max(4, most), frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, upwards);
        frame.ordered(drawing, columns.stream().map(Column::name).toList(), across);
        double width = frame.inner() / Math.max(1, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            stack(drawing, scale, columns.get(i), Frame.LEFT + (i + GAP / 2) * width, width * (1 - GAP));
        }
        kinds.forEach(kind -> drawing.key("fill " + kind.css(), kind.name()));
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    private void stack(Drawing drawing, Scale scale, Column column, double x, double width) {
        long below = 0;
        for (int kind = 0; kind < kinds.size(); kind++) {
            long count = column.counts().get(kind);
            if (count > 0) {
                double top = scale.at((double) below + count);
                drawing.rectangle("fill " + kinds.get(kind).css(), x, top, width, scale.at((double) below) - top);
            }
            below += count;
        }
    }

    private Figures figures() {
        var names = Stream.concat(Stream.of(across), kinds.stream().map(Kind::name));
        return new Figures(
                names.toList(),
                columns.stream()
                        .map(column -> {
                            var row = new ArrayList<String>();
                            row.add(column.name());
                            IntStream.range(0, kinds.size())
                                    .mapToObj(kind ->
                                            Numbers.count(column.counts().get(kind)))
                                    .forEach(row::add);
                            return (List<String>) row;
                        })
                        .toList());
    }
}
