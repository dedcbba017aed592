package dev.millrace.console.cascade;

import dev.millrace.console.service.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the drawing of a cascade has its parts: a lane for each service, a step to the right for each event. It is drawn in order and not in
 * time, because a cascade with a person in it lasts for days.
 */
record Course(int width, int height, List<Lane> lanes, List<Step> steps) {

    private static final int MOST = 60;
    private static final int LEFT = 110;
    private static final int TOP = 22;
    private static final int LANE = 34;
    private static final int WIDEST = 1100;
    private static final int STEP = 120;

    /** A service. */
    record Lane(String service, int y) {}

    /** An event, and the line from what caused it. */
    record Step(
            int number,
            int x,
            int y,
            Cascade.Event event,
            String after,
            @Nullable String path) {}

    /** The drawing, or null where a table says more. */
    static @Nullable Course of(Cascade cascade) {
        var events = cascade.events();
        if (events.isEmpty() || events.size() > MOST) {
            return null;
        }
        var lanes = lanes(events);
        int step = Math.max(28, Math.min(STEP, (WIDEST - LEFT - 40) / events.size()));
        var steps = new ArrayList<Step>();
        var numbers = cascade.numbers();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            int x = LEFT + 20 + i * step;
            int y = lanes.stream()
                    .filter(lane -> lane.service().equals(event.service()))
                    .findFirst()
                    .orElseThrow()
                    .y();
            var cause = event.causationId() == null ? null : numbers.get(event.causationId());
            var from = cause == null || cause > i ? null : steps.get(cause - 1);
            steps.add(new Step(i + 1, x, y, event, after(from, event), from == null ? null : path(from, x, y)));
        }
        return new Course(LEFT + 40 + events.size() * step, TOP + lanes.size() * LANE, lanes, steps);
    }

    private static List<Lane> lanes(List<Cascade.Event> events) {
        var known = Arrays.stream(Part.values()).map(Part::label).toList();
        var services = events.stream()
                .map(Cascade.Event::service)
                .distinct()
                .sorted((one, other) -> Integer.compare(known.indexOf(one), known.indexOf(other)))
                .toList();
        var lanes = new ArrayList<Lane>();
        services.forEach(service -> lanes.add(new Lane(service, TOP + lanes.size() * LANE)));
        return lanes;
    }

    private static String after(@Nullable Step from, Cascade.Event event) {
        return from == null
                ? ""
                : "+" + written(event.millisSinceStart() - from.event().millisSinceStart());
    }

    private static String written(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        var seconds = millis / 1000;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    private static String path(Step from, int x, int y) {
        int middle = x - 16;
        return "M" + (from.x() + 10) + " " + from.y() + " H" + middle + " V" + y + " H" + (x - 10);
    }
}
