package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.SigningProperties;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.messaging.wire.Signatures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of producers outside Millrace: what they may leave out, and what they are told where something is wrong. */
class OutsideEventsTests {

    private static final Instant APPENDED = Instant.parse("2026-11-28T06:00:00.123Z");
    private static final String KEY = "k".repeat(32);

    private final MemoryRegistry registry = new MemoryRegistry();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime);
    private final Codec codec = new Codec(ids);

    @BeforeEach
    void agreeOnSchemas() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
    }

    @Test
    void fillsInWhatAProducerLeavesOut() throws Exception {
        var schema = Schemas.reader(Topics.DATA_ARRIVED);
        var said = new GenericRecordBuilder(schema)
                .set("eventId", "visits-2026-11-28")
                .set("dataset", "visits")
                .set("file", "visits.csv")
                .build();

        var envelope =
                read(Signatures.NONE, record("visits", framed(said), null)).envelope();

        assertThat(envelope.outside()).isTrue();
        assertThat(envelope.producer()).isEmpty();
        assertThat(envelope)
                .isEqualTo(new Envelope(
                        "visits-2026-11-28",
                        "outside::visits-2026-11-28",
                        1,
                        "default",
                        null,
                        envelope.cascadeId(),
                        null,
                        0,
                        APPENDED));
        assertThat(envelope.cascadeId()).matches("[0-9a-f]{32}");
    }

    @Test
    void givesTheSameWheneverTheSameRecordIsRead() {
        var sent = record("visits", framed(outside(event -> {})), null);

        assertThat(read(Signatures.NONE, sent).envelope())
                .isEqualTo(read(Signatures.NONE, sent).envelope());
    }

    @Test
    void keepsWhatAProducerSays() {
        var envelope = read(
                        Signatures.NONE,
                        record(
                                "visits",
                                framed(outside(event -> {
                                    event.setAggregateId("airflow prod");
                                    event.setCascadeId("run 17");
                                    event.setCausationId("e-16");
                                    event.setHop(2);
                                })),
                                null))
                .envelope();

        assertThat(envelope.producer()).isEqualTo("airflow prod");
        assertThat(envelope.cascadeId()).isEqualTo("run 17");
        assertThat(envelope.effect().causationId()).isEqualTo("e-1");
        assertThat(envelope.effect().hop()).isEqualTo(3);
        assertThat(envelope.occurredAt()).isEqualTo(outside(event -> {}).getOccurredAt());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("EVENT_ID", event -> event.setEventId(""), "eventId is ''. Give each event an id of its own"),
                fault("EVENT_ID", event -> event.setEventId("x".repeat(129)), "1 to 128 characters"),
                fault("EVENT_ID", event -> event.setEventId("a\nb"), "eventId is 'a�b'"),
                fault(
                        "EVENT_ID",
                        event -> event.setAggregateId("ingestion:datasets:default/visits"),
                        "A producer outside leaves aggregateId out"),
                fault("PRODUCER_NAME", event -> event.setAggregateId("p".repeat(65)), "at most 64 characters"),
                fault("PROJECT_NAME", event -> event.setProject("../other"), "Leave it out for the project 'default'"),
                fault("CASCADE_ID", event -> event.setCascadeId("c".repeat(129)), "Leave it out to start a cascade"),
                fault("CAUSATION_ID", event -> event.setCausationId(" "), "put the eventId of the event"),
                fault("HOP", event -> event.setHop(-1), "hop is '-1'. Leave it out"),
                fault("HOP", event -> event.setHop(1001), "0 to 1000"),
                fault("KEY_MISMATCH", event -> event.setDataset("other"), "Send it with that as its key"));
    }

    private static Arguments fault(String code, Consumer<DataArrived> change, String advice) {
        return Arguments.of(code, change, advice);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysWhatToChange(String code, Consumer<DataArrived> change, String advice) {
        var sent = record("visits", framed(outside(change)), null);

        assertThatThrownBy(() -> read(Signatures.NONE, sent)).isInstanceOfSatisfying(ParkedException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(advice).hasSizeLessThan(500);
            assertThat(e.retried()).isFalse();
        });
    }

    /** An administrator of any project sees it then; nobody would look for it in one that there cannot be. */
    @Test
    void aRecordWhoseProjectIsNoNameIsNobodys() {
        var projects = new RecordProjects(codec);

        assertThat(projects.of(record("visits", framed(outside(event -> event.setProject("No Project!"))), null)))
                .isEqualTo(ParkedRecord.NO_PROJECT);
        assertThat(projects.of(record("visits", framed(outside(event -> event.setProject("other"))), null)))
                .isEqualTo("other");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("EMPTY_PAYLOAD", new byte[0], "Send Confluent's wire format"),
                Arguments.of(
                        "NOT_AVRO_FRAMED",
                        "{\"dataset\": 1}".getBytes(StandardCharsets.UTF_8),
                        "a zero byte, the schema's id in four bytes"),
                Arguments.of("TRUNCATED_FRAME", new byte[] {0, 1}, "Send Confluent's wire format"),
                Arguments.of("SCHEMA_UNKNOWN", new byte[] {0, 1, 1, 1, 1, 1}, "Register the schema at the registry"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void saysWhatToSendWhereItCannotRead(String code, byte[] value, String advice) {
        assertThatThrownBy(() -> read(Signatures.NONE, record("visits", value, null)))
                .isInstanceOfSatisfying(ParkedException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(advice);
                });
    }

    @Test
    void namesTheFieldsThatASchemaLacks() {
        int id = registry.register("other", """
                {"type": "record", "name": "DataArrived", "namespace": "dev.millrace.contracts",
                 "fields": [{"name": "eventId", "type": "string"}]}""");
        byte[] value =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 0).array();

        assertThatThrownBy(() -> read(Signatures.NONE, record("visits", value, null)))
                .hasMessageContaining("data.arrived-value")
                .hasMessageContaining("dataset")
                .hasMessageContaining("Write with the latest schema");
    }

    @Test
    void takesASchemaThatHasOnlyWhatTheProducerSays() throws Exception {
        var json = """
                {"type": "record", "name": "DataArrived", "namespace": "dev.millrace.contracts",
                 "fields": [{"name": "eventId", "type": "string"}, {"name": "dataset", "type": "string"},
                            {"name": "file", "type": ["null", "string"]}]}""";
        int id = registry.register("other", json);
        var said = new GenericRecordBuilder(new org.apache.avro.Schema.Parser().parse(json))
                .set("eventId", "e-1")
                .set("dataset", "visits")
                .set("file", "a.csv")
                .build();

        var received = codec.decode(Topics.DATA_ARRIVED, framed(id, binary(said)));

        assertThat(received.getFile()).isEqualTo("a.csv");
        assertThat(received.getProject()).isEqualTo("default");
        assertThat(Envelopes.read(Topics.DATA_ARRIVED, received, APPENDED).outside())
                .isTrue();
    }

    @Test
    void letsOnlySignedEventsPassForMillracesOwn() {
        var signing = new Signatures(new SigningProperties(KEY, true));
        byte[] value = framed(Events.arrived("visits", 1));
        var signature = signing.of(Topics.DATA_ARRIVED, bytes("visits"), value);

        assertThat(read(signing, record("visits", value, signature.orElseThrow()))
                        .envelope()
                        .outside())
                .isFalse();
        assertThat(codeOf(signing, record("visits", value, null))).contains("SIGNATURE_MISSING");
        assertThat(codeOf(signing, record("visits", framed(Events.arrived("visits", 2)), signature.get())))
                .contains("SIGNATURE_WRONG");
        assertThat(codeOf(signing, record("visits", framed(outside(event -> {})), null)))
                .isEmpty();
    }

    @Test
    void keepsTheSignatureOfAParkedRecord() {
        var signing = new Signatures(new SigningProperties(KEY, true));
        byte[] value = framed(Events.arrived("visits", 1));
        var signed = record(
                "visits",
                value,
                signing.of(Topics.DATA_ARRIVED, bytes("visits"), value).orElseThrow());
        var parked =
                ParkedRecord.of(signed, "default", "Arrivals", new ParkedException("LATER", "later", true), APPENDED);

        assertThat(codeOf(signing, parked.asPolled())).isEmpty();
    }

    @Test
    void asksForNoSignatureWhileTheKeyIsRolledOutAndOnTopicsThatOnlyMillraceWrites() {
        var rolledOut = new Signatures(new SigningProperties(KEY, false));
        var signing = new Signatures(new SigningProperties(KEY, true));

        assertThat(codeOf(rolledOut, record("visits", framed(Events.arrived("visits", 1)), null)))
                .isEmpty();
        assertThat(signing.of(Topics.DATA_VALIDATED, bytes("visits"), new byte[] {1}))
                .isEmpty();
        assertThat(rolledOut.of(Topics.DATA_ARRIVED, bytes("visits"), new byte[] {1}))
                .isPresent();
    }

    @Test
    void takesNoEventFromOutsideOnATopicThatOnlyMillraceWrites() {
        DataValidated verdict = Events.validated("visits", 1);
        Envelopes.stamp(verdict, "", 1, "default", Events.lineage("visits"), APPENDED);
        verdict.setEventId("e-1");

        assertThatThrownBy(() -> Envelopes.read(Topics.DATA_VALIDATED, verdict, APPENDED))
                .hasMessageContaining("Only Millrace itself publishes on data.validated");
    }

    private static DataArrived outside(Consumer<DataArrived> change) {
        var event = Events.arrived("visits", 1);
        event.setEventId("e-1");
        event.setAggregateId("");
        event.setSequence(0);
        event.setFile("visits.csv");
        change.accept(event);
        return event;
    }

    private Optional<String> codeOf(Signatures signatures, ConsumerRecord<byte[], byte[]> sent) {
        try {
            read(signatures, sent);
            return Optional.empty();
        } catch (ParkedException e) {
            return Optional.of(e.code());
        }
    }

    private dev.millrace.messaging.Received<DataArrived> read(
            Signatures signatures, ConsumerRecord<byte[], byte[]> sent) {
        return new EventReader(codec, signatures).read(Topics.DATA_ARRIVED, sent);
    }

    private byte[] framed(DataArrived event) {
        return codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), Codec.body(Topics.DATA_ARRIVED, event));
    }

    private byte[] framed(GenericData.Record event) throws Exception {
        return codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), binary(event));
    }

    private static byte[] framed(int id, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private static byte[] binary(GenericData.Record event) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(event.getSchema(), conversions()).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static GenericData conversions() {
        var data = new GenericData();
        data.addLogicalTypeConversion(new org.apache.avro.data.TimeConversions.TimestampMicrosConversion());
        return data;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value, @Nullable String signature) {
        var headers = new RecordHeaders();
        Map.of(Signatures.HEADER, Optional.ofNullable(signature))
                .forEach((name, text) -> text.ifPresent(each -> headers.add(name, bytes(each))));
        return new ConsumerRecord<>(
                "data.arrived",
                0,
                0,
                APPENDED.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                bytes(key),
                value,
                headers,
                Optional.empty());
    }
}
