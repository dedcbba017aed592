package dev.millrace.monitoring.cascade;

import dev.millrace.messaging.summary.SummarySource;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        var last = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var first = last.minus(Duration.ofHours(HOURS - 1L));
        var counted = cascades.countByHour(project, first);
        var hours = Stream.iterate(first, hour -> !hour.isAfter(last), hour -> hour.plus(Duration.ofHours(1)))
                .map(hour -> new Hour(hour, named(counted.getOrDefault(hour, Map.of()))))
                .toList();
        long running = hours.stream()
                .mapToLong(hour -> hour.counts().getOrDefault(CascadeStatus.RUNNING.name(), 0L))
                .sum();
        return new Share(Map.of("cascadesRunning", running), hours, List.of());
    }

    private static Map<String, Long> named(Map<CascadeStatus, Long> counted) {
        return counted.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
    }
}
