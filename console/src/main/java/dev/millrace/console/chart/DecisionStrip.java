package dev.millrace.console.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was decided over some days, as marks on a line of time for each kind of decision.
 *
 * @param cooldown until when nothing starts by itself, from the newest decision on; null where nothing holds it back
 */
public record DecisionStrip(
        String title,
        Instant from,
        Instant until,
        ZoneId zone,
        List<Decision> decisions,
        @Nullable Instant cooldown) {

    private static final List<String> KINDS = List.of("STARTED", "MERGED", "SUPPRESSED");
    private static final double WIDTH = 720;
    private static final double LEFT = 96;
    private static final double ROW = 22;
    private static final double TOP = 12;

    public DecisionStrip {
        decisions = List.copyOf(decisions);
    }

    /** @param decision STARTED, MERGED or SUPPRESSED */
    public record Decision(Instant at, String decision, String reason, String detail) {}

    public Plot plot() {
        var drawing = new Drawing();
        double bottom = TOP + ROW * KINDS.size();
        if (cooldown != null && cooldown.isAfter(from)) {
            var start = decisions.isEmpty() ? from : decisions.getFirst().at();
            drawing.rectangle("shade", at(start), TOP - 6, Math.max(1, at(cooldown) - at(start)), bottom - TOP);
        }
        for (int i = 0; i < KINDS.size(); i++) {
            double y = TOP + ROW * i + 4;
            drawing.line("grid", LEFT, y, WIDTH, y);
            drawing.text("tick", LEFT - 10, y + 4, "end", KINDS.get(i));
        }
        for (int i = decisions.size() - 1; i >= 0; i--) {
            mark(drawing, decisions.get(i), i == 0);
        }
        days(drawing, bottom);
        return drawing.plot(title, WIDTH, bottom + 34, figures());
    }

    private void mark(Drawing drawing, Decision decision, boolean newest) {
        int row = KINDS.indexOf(decision.decision());
        if (row >= 0) {
            var css = row == 2 ? "fill idle" : "fill running";
            drawing.disc(newest ? css + " newest" : css, at(decision.at()), TOP + ROW * row + 4, newest ? 6 : 4);
        }
    }

    private void days(Drawing drawing, double bottom) {
        var format = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(zone);
        var day = from.atZone(zone).toLocalDate().plusDays(1);
        while (day.atStartOfDay(zone).toInstant().isBefore(until)) {
            var start = day.atStartOfDay(zone).toInstant();
            drawing.line("axis", at(start), bottom, at(start), bottom + 4);
            drawing.text("tick", at(start), bottom + 16, "middle", format.format(start));
            day = day.plusDays(1);
        }
        drawing.text("name", WIDTH, bottom + 30, "end", "time");
    }

    private double at(Instant time) {
        double share = Duration.between(from, time).toMillis()
                / (double) Math.max(1, Duration.between(from, until).toMillis());
        return LEFT + 8 + Math.clamp(share, 0, 1) * (WIDTH - LEFT - 24);
    }

    private Figures figures() {
        var format =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        return new Figures(
                List.of("time", "decision", "reason", "detail"),
                decisions.stream()
                        .map(decision -> List.of(
                                format.format(decision.at()),
                                decision.decision(),
                                decision.reason(),
                                decision.detail()))
                        .toList());
    }
}
