package dev.millrace.console.chart;

import java.util.List;

/** How many rows each version of a dataset brought, oldest first. Rejected ones are hollow, snapshots have a dot. */
public record VersionBars(List<Bar> bars) {

    private static final int FEW = 5;
    private static final double GAP = 0.25;

    public VersionBars {
        bars = List.copyOf(bars);
    }

    /** @param verdict usable, REJECTED, or that there is none yet */
    public record Bar(long version, long rows, String verdict, boolean rejected, boolean snapshot, boolean shown) {}

    public Plot plot() {
        var title = "Rows by version";
        if (bars.size() < FEW) {
            return Plot.listed(title, figures());
        }
        var frame = Frame.usual();
        var drawing = new Drawing();
        double most = bars.stream().mapToLong(Bar::rows).max().orElse(0);
        var scale = Scale.fromZero(most, frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, "rows");
        frame.ordered(
                drawing, bars.stream().map(bar -> String.valueOf(bar.version())).toList(), "version");
        double width = Math.min(48, frame.inner() / bars.size() * (1 - GAP));
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            double middle = frame.middle(i, bars.size());
            double top = scale.at((double) bar.rows());
            var css = bar.rejected() ? "outline bad" : bar.shown() ? "fill running" : "fill idle";
            drawing.rectangle(css, middle - width / 2, top, width, frame.bottom() - top);
            if (bar.snapshot()) {
                drawing.disc("ring idle", middle, Frame.TOP - 6, 3);
            }
        }
        legend(drawing);
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    private void legend(Drawing drawing) {
        if (bars.stream().anyMatch(Bar::shown)) {
            drawing.key("fill running", "this version");
        }
        drawing.key("fill idle", "usable");
        if (bars.stream().anyMatch(Bar::rejected)) {
            drawing.key("outline bad", "rejected");
        }
        if (bars.stream().anyMatch(Bar::snapshot)) {
            drawing.key("ring idle", "snapshot: replaces those before it");
        }
    }

    private Figures figures() {
        return new Figures(
                List.of("version", "rows", "mode", "verdict"),
                bars.stream()
                        .map(bar -> List.of(
                                String.valueOf(bar.version()),
                                Numbers.count(bar.rows()),
                                bar.snapshot() ? "snapshot" : "append",
                                bar.verdict()))
                        .toList());
    }
}
