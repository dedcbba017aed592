package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.KernelApplication.Tally;
import dev.millrace.messaging.commit.Stores;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.context.ConfigurableApplicationContext;

/** One service on a real broker, registry and store. */
@TestInstance(Lifecycle.PER_CLASS)
class HandOverTests {

    private ConfigurableApplicationContext service;
    private AggregateStore<Tally> tallies;
    private Wire wire;

    @BeforeAll
    void start() {
        service = KernelApplication.start("handover");
        tallies = service.getBean(Aggregates.class).of(KernelApplication.TALLIES);
        wire = new Wire();
    }

    @AfterAll
    void stop() {
        wire.close();
        service.close();
    }

    @Test
    void announcesWhatAnEventLedToOnce() {
        var arrived = Events.arrived("once", 1);
        wire.send(arrived);
        wire.send(arrived);
        wire.send(Events.arrived("once", 2));

        var published = wire.read("data.validated", 2, each -> keyOf(each).equals("once"));

        var first = service.getBean(Codec.class)
                .decode(Topics.DATA_VALIDATED, published.getFirst().value());
        assertThat(first.getAggregateId()).isEqualTo("handover:tallies:default/once");
        assertThat(first.getSequence()).isEqualTo(1);
        assertThat(first.getCausationId()).isEqualTo(arrived.getEventId());
        assertThat(first.getCascadeId()).isEqualTo(arrived.getCascadeId());
        assertThat(first.getHop()).isEqualTo(1);
        assertThat(headerOf(published.getFirst(), "ce_id")).isEqualTo(first.getEventId());
        assertThat(headerOf(published.getFirst(), "mr_cascade")).isEqualTo(arrived.getCascadeId());
        assertThat(tally("once").arrivals()).isEqualTo(2);
        assertThat(tally("once").notes()).containsEntry("last.$version", "2");
        Await.until(() -> outboxOf("once") == 0);
    }

    @Test
    void parksGarbageAndGoesOn() {
        wire.send("data.arrived", "garbage", "no event at all".getBytes(StandardCharsets.UTF_8));
        wire.send(Events.arrived("garbage", 1));

        wire.read("data.validated", 1, each -> keyOf(each).equals("garbage"));

        var parked = service.getBean(Parking.class).list(100).stream()
                .filter(each -> each.code().equals("NOT_AVRO_FRAMED"))
                .toList();
        assertThat(parked).hasSize(1);
    }

    @Test
    void answersARepeatedCommandAsBefore() {
        AggregateStore.Decider<Tally> decider = state ->
                Decision.apply(new Tally(state == null ? 1 : state.arrivals() + 1, List.of(), Map.of()), "add");
        var command = new Command("ada", "key-1", "digest-1", Events.lineage("commands"));

        assertThat(tallies.command(command, "default/commands", decider)).isInstanceOf(Outcome.Applied.class);
        assertThat(tallies.command(command, "default/commands", decider)).isInstanceOf(Outcome.Replayed.class);
        assertThat(tallies.command(
                        new Command("ada", "key-1", "digest-2", Events.lineage("commands")),
                        "default/commands",
                        decider))
                .isEqualTo(new Outcome.Refused<Tally>(
                        "IDEMPOTENCY_KEY_REUSED", "this idempotency key was used for another request"));
        assertThat(tally("commands").arrivals()).isEqualTo(1);
    }

    @Test
    void parksWhatAListenerCannotHandleAndHandlesItWhenAsked() {
        var broken = new AtomicBoolean(true);
        var trouble = service.getBean(KernelApplication.Troubles.class);
        trouble.all.add(received -> {
            if (received.event().getDataset().equals("broken")
                    && received.event().getVersion() == 1
                    && broken.get()) {
                throw new IllegalArgumentException("no");
            }
        });
        wire.send(Events.arrived("broken", 1));
        wire.send(Events.arrived("broken", 2));
        wire.read("data.validated", 1, each -> keyOf(each).equals("broken"));
        var parked = service.getBean(Parking.class).list(100).stream()
                .filter(each -> each.code().equals("HANDLER_FAILED"))
                .toList();
        assertThat(parked).hasSize(1);
        assertThat(tally("broken").versions()).containsExactly(2L);

        broken.set(false);
        var sweep = service.getBean(ParkedSweep.class);
        assertThat(sweep.retry(parked.getFirst().id(), "ada").orElseThrow().status())
                .isEqualTo(ParkedRecord.Status.HANDLED);
        wire.send(Events.arrived("broken", 1));
        wire.send(Events.arrived("broken", 3));

        Await.until(() -> tally("broken").versions().contains(3L));
        assertThat(tally("broken").versions()).containsExactly(2L, 1L, 3L);
    }

    @Test
    void waitsWhileWhatItStandsOnIsAway() {
        var away = new AtomicInteger(3);
        service.getBean(KernelApplication.Troubles.class).all.add(received -> {
            if (received.event().getDataset().equals("away") && away.getAndDecrement() > 0) {
                throw new UncheckedIOException(new IOException("not now"));
            }
        });
        wire.send(Events.arrived("away", 1));

        wire.read("data.validated", 1, each -> keyOf(each).equals("away"));
        assertThat(service.getBean(Parking.class).list(100))
                .noneMatch(each -> each.detail().contains("not now"));
    }

    @Test
    void readsATableToItsEnd() {
        Await.until(() -> service.getBean(KernelApplication.Definitions.class).caughtUp);
    }

    private Tally tally(String dataset) {
        return tallies.find("default/" + dataset).orElseThrow().state();
    }

    private int outboxOf(String dataset) {
        return service.getBean(Stores.class)
                .of("tallies")
                .outbox("default/" + dataset)
                .orElseThrow()
                .entries()
                .size();
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> each) {
        return each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
    }

    private static String headerOf(ConsumerRecord<byte[], byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
