package dev.millrace.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.ParkedException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodecTests {

    private final MemoryRegistry registry = new MemoryRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, nanos::get);
    private final Codec codec = new Codec(ids);
    private byte[] good = {};

    @BeforeEach
    void frameAGoodEvent() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
        good = codec.frame(
                Schemas.fingerprint(Topics.DATA_ARRIVED), Codec.body(Topics.DATA_ARRIVED, Events.arrived("trips", 1)));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(codec.decode(Topics.DATA_ARRIVED, good)).isEqualTo(Events.arrived("trips", 1));
    }

    @Test
    void namesWhatIsWrongWithTheFrame() {
        assertThat(codeOf(null)).isEqualTo("EMPTY_PAYLOAD");
        assertThat(codeOf(new byte[0])).isEqualTo("EMPTY_PAYLOAD");
        assertThat(codeOf(new byte[] {'{', '}'})).isEqualTo("NOT_AVRO_FRAMED");
        assertThat(codeOf(new byte[] {0, 0, 0})).isEqualTo("TRUNCATED_FRAME");
    }

    @Test
    void namesWhatIsWrongWithTheBody() {
        assertThat(codeOf(Arrays.copyOf(good, good.length - 3))).isEqualTo("AVRO_TRUNCATED");
        assertThat(codeOf(Arrays.copyOf(good, good.length + 3))).isEqualTo("AVRO_TRAILING");
        assertThat(codeOf(changed(5, (byte) 9))).isEqualTo("AVRO_LENGTH");
    }

    @Test
    void refusesAnotherTopicsEvent() {
        assertThatThrownBy(() -> codec.decode(Topics.DATA_VALIDATED, good))
                .isInstanceOfSatisfying(
                        ParkedException.class, e -> assertThat(e.code()).isEqualTo("WRONG_TYPE"));
    }

    @Test
    void refusesASchemaThatNamesJavaClasses() {
        var json = Schemas.published(Schemas.reader(Topics.DATA_ARRIVED))
                .replaceFirst("\"type\":\"string\"", "\"type\":{\"type\":\"string\",\"java-class\":\"java.net.URL\"}");

        assertThat(codeOf(framed(registry.register("other", json)))).isEqualTo("SCHEMA_FORBIDDEN");
    }

    @Test
    void refusesAnIncompatibleSchema() {
        var json =
                "{\"type\":\"record\",\"name\":\"DataArrived\",\"namespace\":\"dev.millrace.contracts\",\"fields\":[]}";

        assertThat(codeOf(framed(registry.register("other", json)))).isEqualTo("SCHEMA_INCOMPATIBLE");
    }

    @Test
    void parksAnUnknownIdToBeTriedAgain() {
        assertThatThrownBy(() -> codec.decode(Topics.DATA_ARRIVED, framed(4711)))
                .isInstanceOfSatisfying(ParkedException.class, e -> {
                    assertThat(e.code()).isEqualTo("SCHEMA_UNKNOWN");
                    assertThat(e.retried()).isTrue();
                });
    }

    @Test
    void asksForAnUnknownIdAgainOnlyAfterAMoment() {
        assertThat(codeOf(framed(4711))).isEqualTo("SCHEMA_UNKNOWN");
        int asked = registry.questions;

        assertThat(codeOf(framed(4711))).isEqualTo("SCHEMA_UNKNOWN");
        assertThat(registry.questions).isEqualTo(asked);

        registry.schemas.put(4711, Schemas.published(Schemas.reader(Topics.DATA_ARRIVED)));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(codeOf(framed(4711))).isNotEqualTo("SCHEMA_UNKNOWN");
    }

    @Test
    void isPatientWithOneUnknownIdButNotWithMany() {
        int before = registry.questions;
        codeOf(framed(4711));
        int first = registry.questions - before;
        codeOf(framed(4712));

        assertThat(registry.questions - before - first).isEqualTo(first - 2);
    }

    @Test
    void waitsForARegistryThatIsAwayOrHasLostItsData() {
        registry.away = true;
        assertThatThrownBy(() -> codec.decode(Topics.DATA_ARRIVED, framed(4711)))
                .isInstanceOf(RegistryException.class);
        registry.away = false;
        registry.schemas.clear();
        registry.subjects.clear();

        assertThatThrownBy(() -> codec.decode(Topics.DATA_ARRIVED, framed(4711)))
                .isInstanceOf(LostSchemasException.class)
                .hasMessageStartingWith("REGISTRY_LOST_SCHEMAS");
    }

    @Test
    void decodesKnownIdsAfterARestartWithTheRegistryDown() {
        registry.away = true;
        var restarted = new SchemaIds(registry, registry, true, Duration.ZERO, nanos::get);
        restarted.recall();

        assertThat(restarted.covers(Topics.ALL)).isTrue();
        assertThat(new Codec(restarted).decode(Topics.DATA_ARRIVED, good)).isEqualTo(Events.arrived("trips", 1));
    }

    @Test
    void doesNotStartOnARegistryThatLostItsData() {
        registry.schemas.clear();
        registry.subjects.clear();
        var restarted = new SchemaIds(registry, registry, true, Duration.ZERO, nanos::get);

        assertThatThrownBy(() -> restarted.agree(Topics.ALL)).isInstanceOf(LostSchemasException.class);
    }

    @Test
    void registersSchemasWithoutJavaProperties() {
        assertThat(registry.schemas.values()).noneMatch(json -> json.contains("avro.java.string"));
        assertThat(Stream.of("DataArrived", "Part", "Mode"))
                .allMatch(name -> registry.schemas.values().stream().anyMatch(json -> json.contains(name)));
    }

    private @Nullable String codeOf(byte @Nullable [] value) {
        try {
            codec.decode(Topics.DATA_ARRIVED, value);
            return null;
        } catch (ParkedException e) {
            return e.code();
        }
    }

    private byte[] changed(int position, byte to) {
        byte[] copy = good.clone();
        copy[position] = to;
        return copy;
    }

    private byte[] framed(int id) {
        return ByteBuffer.wrap(good.clone()).putInt(1, id).array();
    }
}
