package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.KernelApplication.Tally;
import dev.millrace.messaging.commit.Stores;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.Codec;
import java.nio.charset.StandardCharsets;
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
