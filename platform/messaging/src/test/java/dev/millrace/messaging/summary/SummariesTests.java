package dev.millrace.messaging.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.summary.Attention.Severity;
import dev.millrace.messaging.summary.SummarySource.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

class SummariesTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ServiceSummary.Replica REPLICA =
            new ServiceSummary.Replica("training", "training-1", "1", NOW);

    private Instant now = NOW;
    private final MemoryParking parking = new MemoryParking(NOW);
    private final List<ReadTopics.Figures> topics = List.of(
            new ReadTopics.Figures("data.validated", 41L, 3L), new ReadTopics.Figures("pipeline.defined", 2L, null));

    @Test
    void asksNobodyTwiceWithinASecond() {
        var asked = new AtomicInteger();
        var summaries = summaries(Map.of(), (project, most) -> {
            asked.incrementAndGet();
            return Share.of(Map.of("runsOpen", 1L), List.of());
        });

        summaries.of("default", Set.of("default"));
        now = NOW.plusMillis(999);
        assertThat(summaries.of("default", Set.of("default")).counts()).containsEntry("runsOpen", 1L);
        assertThat(asked).hasValue(1);

        summaries.of("other", Set.of("other"));
        assertThat(asked).as("another project's counts are its own").hasValue(2);
        now = NOW.plusSeconds(1);
        summaries.of("default", Set.of("default"));
        assertThat(asked).hasValue(3);
    }

    @Test
    void listsTheWorstFirstAndNoMoreThanTwenty() {
        var all = new ArrayList<Attention>();
        IntStream.range(0, 25).forEach(each -> all.add(wants(Severity.ATTENTION, each)));
        all.add(wants(Severity.BAD, 100));

        var summary = summaries(
                        Map.of(),
                        (project, most) -> Share.of(Map.of(), all.reversed().subList(0, most)))
                .of("default", Set.of());

        assertThat(summary.attention()).hasSize(20);
        assertThat(summary.attention().getFirst().severity()).isEqualTo(Severity.BAD);
        assertThat(summary.attention().get(1).since())
                .isAfter(summary.attention().get(2).since());
        assertThat(summary.moreAttention()).isTrue();
    }

    @Test
    void countsWhatWasPutAsideWhereTheCallerMaySeeIt() {
        var unreadable = new ParkedException("NOT_AVRO_FRAMED", "no magic byte", false);
        parking.park(record(1), "default", "", unreadable);
        parking.park(record(2), "default", "", unreadable);
        parking.park(record(3), "other", "", unreadable);

        var summary = summaries(Map.of()).of("default", Set.of("default"));

        assertThat(summary.condition().topics())
                .containsExactly(
                        new ServiceSummary.TopicState("data.validated", 41L, 3L, 2),
                        new ServiceSummary.TopicState("pipeline.defined", 2L, null, 0));
        assertThat(summary.attention()).singleElement().satisfies(parked -> {
            assertThat(parked.code()).isEqualTo("PARKED");
            assertThat(parked.name()).isEqualTo("data.validated");
            assertThat(parked.number()).isEqualTo(2);
            assertThat(parked.detail()).contains("NOT_AVRO_FRAMED");
        });
    }

    @Test
    void saysWhichPartIsNotReadyAndWhatIsDegraded() {
        var summary = summaries(Map.of(
                        "messagingHealthIndicator",
                        () -> Health.down().withDetail("reason", "the store").build(),
                        "models",
                        () -> Health.up().withDetail("degraded", false).build(),
                        "worn",
                        () -> Health.up().withDetail("degraded", true).build()))
                .of("default", Set.of());

        assertThat(summary.condition().ready()).isFalse();
        assertThat(summary.condition().parts())
                .containsExactly(
                        new ServiceSummary.Part("messaging", false, "reason: the store"),
                        new ServiceSummary.Part("models", true, null),
                        new ServiceSummary.Part("worn", true, "degraded: true"));
    }

    private static Attention wants(Severity severity, int minute) {
        return new Attention(
                severity, "BREAKER", "pipeline", "p" + minute, null, NOW.minus(Duration.ofMinutes(minute)), "look");
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("data.validated", 0, offset, new byte[] {1}, new byte[] {2});
    }

    private Summaries summaries(Map<String, HealthIndicator> health, SummarySource... sources) {
        return new Summaries(REPLICA, health, () -> topics, parking, List.of(sources), clock());
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
