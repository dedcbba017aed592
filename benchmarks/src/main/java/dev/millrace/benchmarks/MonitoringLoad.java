package dev.millrace.benchmarks;

import dev.millrace.benchmarks.EventLog.Event;
import dev.millrace.contracts.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of predictions, written by this benchmark as serving writes them, that pile up while monitoring stands still. What
 * the windows of the models have counted in the end must be what was written.
 */
final class MonitoringLoad implements Load {

    /** The largest window, so that all rows are in the one that is filling. */
    private static final String WINDOW = "monitor: {window: {rows: 10000000}}\n";

    private static final int MODELS = 8;
    private static final int ROWS_A_RECORD = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final int records;
    private final List<Event> samples = new ArrayList<>();

    /** Trains the models and keeps one logged record of each, to write others like it. */
    MonitoringLoad(int records) throws Exception {
        this.records = records;
        var prefix = "scale-" + Long.toString(System.nanoTime(), 36) + "-";
        var server = URI.create(Stack.variable("MILLRACE_SERVING_URL"));
        for (int i = 0; i < MODELS; i++) {
            var model = Questions.trained(prefix + i, WINDOW);
            try (var log = new EventLog(List.of(Topics.INFERENCE_LOGGED));
                    var connection = new Connection(server)) {
                connection.exchange(Questions.requests(server, model, 1).getFirst());
                samples.add(log.await(
                                1,
                                Duration.ofSeconds(30),
                                event -> event.text("model").equals(model))
                        .getFirst());
            }
        }
    }

    @Override
    public Outcome run(Replicas replicas, Interruption disturb) throws Exception {
        var before = counted();
        replicas.freeze();
        write();
        var all = before + (long) records * ROWS_A_RECORD;
        var released = System.nanoTime();
        replicas.thaw();
        var seen = new ArrayList<Long>();
        seen.addAll(follow(released, before, before + (all - before) / 10, all));
        disturb.happen();
        seen.addAll(follow(released, before + (long) seen.size() * ROWS_A_RECORD, all, all));
        var counted = counted();
        return new Outcome(
                BacklogLoad.steady(seen) * ROWS_A_RECORD,
                "rows",
                Figures.of(seen),
                all - before,
                Math.max(0, all - counted),
                Math.max(0, counted - all),
                0);
    }

    /** When each record had been counted, in milliseconds, as far as that can be seen from the sums. */
    private List<Long> follow(long released, long from, long until, long all) throws Exception {
        var seen = new ArrayList<Long>();
        var end = System.nanoTime() + PATIENCE.toNanos();
        long last = from;
        while (last < until && last < all && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            var now = counted();
            var millis = (System.nanoTime() - released) / 1_000_000;
            for (long row = last; row + ROWS_A_RECORD <= now; row += ROWS_A_RECORD) {
                seen.add(millis);
                last += ROWS_A_RECORD;
            }
        }
        return seen;
    }

    /** Rows that the models' windows hold. */
    private long counted() throws Exception {
        var stack = new Stack();
        long rows = 0;
        for (Event sample : samples) {
            rows += stack.get("MILLRACE_MONITORING_URL", "/v1/models/" + sample.text("model") + "/drift?windows=1")
                    .path("collecting")
                    .path("rows")
                    .asLong();
        }
        return rows;
    }

    private void write() throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", Stack.variable("MILLRACE_KAFKA"), "acks", "all");
        var process = UUID.randomUUID().toString();
        var writer = "benchmark:instance:" + process;
        var sequences = new HashMap<Integer, Long>();
        try (var producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer())) {
            var partitions =
                    producer.partitionsFor(Topics.INFERENCE_LOGGED.name()).size();
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < records; i++) {
                var sample = samples.get(i % samples.size());
                var partition = i % partitions;
                var sequence = sequences.merge(partition, 1L, Long::sum);
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.INFERENCE_LOGGED.name(),
                        partition,
                        sample.text("model").getBytes(StandardCharsets.UTF_8),
                        record(sample, writer + "-" + partition, sequence, partition + "-" + process))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** Another record like the sample, with as many rows as a busy instance puts into one, and ids that follow each other. */
    private static byte[] record(Event sample, String aggregate, long sequence, String process) {
        var record = new GenericData.Record((GenericData.Record) sample.body(), true);
        record.put("eventId", eventId(aggregate, sequence));
        record.put("aggregateId", aggregate);
        record.put("sequence", sequence);
        var row = (GenericRecord) ((List<?>) sample.body().get("rows")).getFirst();
        var rows = new ArrayList<GenericRecord>();
        for (int i = 0; i < ROWS_A_RECORD; i++) {
            var copy = new GenericData.Record((GenericData.Record) row, true);
            copy.put("predictionId", "%s-%s".formatted(process, Long.toString((sequence - 1) * ROWS_A_RECORD + i, 36)));
            copy.put("at", Instant.now().toEpochMilli() * 1000);
            rows.add(copy);
        }
        record.put("rows", rows);
        return encode(sample, record);
    }

    /** As docs/events.md describes it; monitoring parks an event with another id. */
    private static String eventId(String aggregate, long sequence) {
        try {
            var text = aggregate + "#" + sequence;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] encode(Event sample, GenericRecord record) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(sample.frame());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
