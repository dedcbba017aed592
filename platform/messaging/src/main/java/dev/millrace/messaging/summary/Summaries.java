package dev.millrace.messaging.summary;

import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.summary.Attention.Severity;
import dev.millrace.messaging.summary.SummarySource.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Puts the summary together. Many may look at it at once, so it is made at most once a second for those who may see the same, and the
 * broker is asked at most every two seconds.
 */
public final class Summaries {

    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final Duration OLDEST_FIGURES = Duration.ofSeconds(2);
    private static final int LISTED = 20;
    private static final String INDICATOR = "HealthIndicator";

    private final ServiceSummary.Replica replica;
    private final Map<String, HealthIndicator> health;
    private final Parking parking;
    private final List<SummarySource> sources;
    private final Clock clock;
    private final Recent<Boolean, List<ReadTopics.Figures>> figures;
    private final Recent<Set<String>, Map<String, Long>> parked;
    private final Recent<Audience, ServiceSummary> recent;

    /** Who sees the same: callers of one project who see the same parked records. */
    private record Audience(String project, Set<String> parkedOf) {}

    public Summaries(
            ServiceSummary.Replica replica,
            Map<String, HealthIndicator> health,
            ReadTopics topics,
            Parking parking,
            List<SummarySource> sources,
            Clock clock) {
        this.replica = replica;
        this.health = new TreeMap<>(health);
        this.parking = parking;
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.figures = new Recent<>(OLDEST_FIGURES, clock, always -> topics.figures());
        this.parked = new Recent<>(OLDEST, clock, this::countParked);
        this.recent = new Recent<>(OLDEST, clock, this::make);
    }

    /** @param parkedOf projects whose parked records the caller may see */
    public ServiceSummary of(String project, Set<String> parkedOf) {
        return recent.of(new Audience(project, parkedOf));
    }

    private ServiceSummary make(Audience audience) {
        var shares = sources.stream()
                .map(source -> source.of(audience.project(), LISTED + 1))
                .toList();
        var topics = topics(audience.parkedOf());
        var attention = Stream.concat(
                        topics.stream().flatMap(topic -> parked(topic, audience.parkedOf())),
                        shares.stream().map(Share::attention).flatMap(List::stream))
                .sorted(Attention.WORST_FIRST)
                .toList();
        var counts = new TreeMap<String, Long>();
        shares.forEach(share -> counts.putAll(share.counts()));
        return new ServiceSummary(
                replica,
                clock.instant(),
                condition(topics),
                counts,
                shares.stream().map(Share::hours).flatMap(List::stream).toList(),
                attention.stream().limit(LISTED).toList(),
                attention.size() > LISTED);
    }

    private ServiceSummary.Condition condition(List<ServiceSummary.TopicState> topics) {
        var parts = health.entrySet().stream()
                .map(each -> part(each.getKey(), each.getValue()))
                .toList();
        return new ServiceSummary.Condition(parts.stream().allMatch(ServiceSummary.Part::ready), parts, topics);
    }

    private static ServiceSummary.Part part(String bean, HealthIndicator indicator) {
        var name = bean.endsWith(INDICATOR) ? bean.substring(0, bean.length() - INDICATOR.length()) : bean;
        var found = indicator.health();
        if (found == null) {
            return new ServiceSummary.Part(name, false, "it does not say how it is");
        }
        boolean ready = found.getStatus().equals(Status.UP);
        boolean well = ready && !Boolean.TRUE.equals(found.getDetails().get("degraded"));
        return new ServiceSummary.Part(name, ready, well ? null : detail(found.getDetails()));
    }

    private static String detail(Map<String, Object> details) {
        return new TreeMap<>(details)
                .entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining("; "));
    }

    private List<ServiceSummary.TopicState> topics(Set<String> parkedOf) {
        var counted = parked.of(parkedOf);
        return figures.of(true).stream()
                .map(each -> new ServiceSummary.TopicState(
                        each.topic(), each.lastHour(), each.lag(), counted.getOrDefault(each.topic(), 0L)))
                .toList();
    }

    private Map<String, Long> countParked(Set<String> projects) {
        if (parking.total(projects, null) == 0) {
            return Map.of();
        }
        var counted = new HashMap<String, Long>();
        figures.of(true).forEach(each -> counted.put(each.topic(), parking.total(projects, each.topic())));
        return counted;
    }

    private Stream<Attention> parked(ServiceSummary.TopicState topic, Set<String> projects) {
        return topic.parked() == 0
                ? Stream.empty()
                : parking.list(projects, topic.topic(), null, 1).stream().map(last -> parked(topic, last));
    }

    private static Attention parked(ServiceSummary.TopicState topic, ParkedRecord last) {
        return new Attention(
                Severity.BAD,
                "PARKED",
                "parked",
                topic.topic(),
                topic.parked(),
                last.parkedAt(),
                "%d records of %s could not be handled, the last because of %s: %s"
                        .formatted(
                                topic.parked(),
                                topic.topic(),
                                last.reason().code(),
                                last.reason().detail()));
    }
}
