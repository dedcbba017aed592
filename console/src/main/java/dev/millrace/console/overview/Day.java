package dev.millrace.console.overview;

import dev.millrace.console.cascade.Cascades;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.chart.StackedBars;
import dev.millrace.console.page.Show;
import dev.millrace.console.service.Summary;
import java.util.List;

/**
 * Cascades of the last 24 hours, an hour a bar, by what came of them.
 *
 * @param total how many began
 */
record Day(long total, Plot plot) {

    private static final List<StackedBars.Kind> KINDS = List.of(
            new StackedBars.Kind("good", "serving"),
            new StackedBars.Kind("idle", "no new version"),
            new StackedBars.Kind("running", "running"),
            new StackedBars.Kind("attention", "waits for a person"),
            new StackedBars.Kind("bad", "failed or rejected"));

    static Day of(List<Summary.Hour> hours, Show show) {
        var columns = hours.stream()
                .map(hour -> new StackedBars.Column(
                        show.hour(hour.from()),
                        KINDS.stream().map(kind -> count(hour, kind.css())).toList()))
                .toList();
        var total = hours.stream()
                .flatMap(hour -> hour.counts().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        var bars =
                new StackedBars("Cascades by outcome", "hour of beginning, " + show.zone(), "cascades", KINDS, columns);
        return new Day(total, bars.plot());
    }

    private static long count(Summary.Hour hour, String style) {
        return hour.counts().entrySet().stream()
                .filter(status -> Cascades.mark(status.getKey()).getStyle().equals(style))
                .mapToLong(status -> status.getValue())
                .sum();
    }
}
