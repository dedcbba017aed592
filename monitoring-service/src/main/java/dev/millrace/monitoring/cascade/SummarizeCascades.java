package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.summary.SummarySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells how many cascades began in each of the last hours, by what became of them. */
class SummarizeCascades implements SummarySource {

    private static final int HOURS = 24;

    private final Cascades cascades;
    private final Clock clock;

    SummarizeCascades(Cascades cascades, Clock clock) {
        this.cascades = cascades;
        this.clock = clock;
    }

    @Override
    public Share of(String project, int most) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var first = hour.minus(Duration.ofHours(HOURS - 1L));
        var end = hour.plus(Duration.ofHours(1));
        var today = counted(project, List.of(CascadeStatus.values()), first, end);
        var hours = new ArrayList<Hour>();
        for (var each = first; each.isBefore(end); each = each.plus(Duration.ofHours(1))) {
            var counted = counted(project, List.copyOf(today.keySet()), each, each.plus(Duration.ofHours(1)));
            hours.add(new Hour(each, named(counted)));
        }
        return new Share(Map.of("cascadesRunning", today.getOrDefault(CascadeStatus.RUNNING, 0L)), hours, List.of());
    }

    /** Only those that there are. */
    private Map<CascadeStatus, Long> counted(String project, List<CascadeStatus> statuses, Instant from, Instant to) {
        var counted = new EnumMap<CascadeStatus, Long>(CascadeStatus.class);
        for (var status : statuses) {
            long count = cascades.count(project, status, from, to);
            if (count > 0) {
                counted.put(status, count);
            }
        }
        return counted;
    }

    private static Map<String, Long> named(Map<CascadeStatus, Long> counted) {
        return counted.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue, Long::sum, TreeMap::new));
    }
}
