package dev.millrace.console.chart;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A metric of each version beside the champion's of its time, both on the test rows of that version. */
public record VersionPairs(String metric, List<Pair> pairs) {

    private static final int FEW = 5;

    public VersionPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * @param css good for the version that serves, attention for one that waits, idle for the others
     * @param champion null where there was none, or where it was not scored
     */
    public record Pair(int version, double value, @Nullable Double champion, String css) {}

    public Plot plot() {
        var title = metric + " by version";
        if (values().count() < FEW) {
            return Plot.listed(title, figures());
        }
        var frame = Frame.usual();
        var drawing = new Drawing();
        var scale = Scale.around(values().min().orElse(0), values().max().orElse(1), frame.bottom(), Frame.TOP);
        frame.vertical(drawing, scale, metric + " on the version's test rows");
        frame.ordered(
                drawing,
                pairs.stream().map(pair -> String.valueOf(pair.version())).toList(),
                "version");
        for (int i = 0; i < pairs.size(); i++) {
            draw(drawing, scale, pairs.get(i), frame.middle(i, pairs.size()));
        }
        drawing.key("fill idle", "version")
                .key("ring idle", "champion on the same rows")
                .key("fill good", "serves");
        if (pairs.stream().anyMatch(pair -> pair.css().equals("attention"))) {
            drawing.key("fill attention", "waits");
        }
        return drawing.plot(title, frame.width(), frame.height(), figures());
    }

    private static void draw(Drawing drawing, Scale scale, Pair pair, double x) {
        if (pair.champion() != null) {
            drawing.line("stroke idle", x, scale.at(pair.champion()), x, scale.at(pair.value()));
            drawing.disc("ring idle", x, scale.at(pair.champion()), 4.5);
        }
        drawing.disc("fill " + pair.css(), x, scale.at(pair.value()), 5);
    }

    private DoubleStream values() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.value(), pair.champion()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private Figures figures() {
        return new Figures(
                List.of("version", metric, "champion on the same rows", "difference"),
                pairs.stream()
                        .map(pair -> List.of(
                                String.valueOf(pair.version()),
                                Numbers.metric(pair.value()),
                                Numbers.metric(pair.champion()),
                                Numbers.difference(pair.champion() == null ? null : pair.value() - pair.champion())))
                        .toList());
    }
}
