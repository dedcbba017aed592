package dev.millrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a hand-over costs on this machine when nothing of Millrace is in it: a client sends, another one polls. */
@Command(name = "floor", description = "Times a bare record from one client to another over the same broker.")
final class FloorBenchmark implements Callable<Integer> {

    private static final int BODY_BYTES = 1_000;

    @Option(names = "--runs", description = "records measured (default ${DEFAULT-VALUE})")
    private int runs = 1_000;

    @Option(names = "--warm-up", description = "records before that (default ${DEFAULT-VALUE})")
    private int warmUp = 1_000;

    @Option(names = "--pause", description = "after each record (default ${DEFAULT-VALUE})")
    private Duration pause = Duration.ofMillis(20);

    @Override
    public Integer call() throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", Stack.variable("MILLRACE_KAFKA"), "linger.ms", 0);
        var topic = "benchmark.floor." + ProcessHandle.current().pid();
        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            try (var producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
                    var consumer =
                            new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                System.out.println(
                        Figures.of(handOvers(topic, producer, consumer)).line("bare hand-over", "us"));
            } finally {
                admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            }
        }
        return 0;
    }

    private List<Long> handOvers(
            String topic, KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer)
            throws ExecutionException, InterruptedException {
        var partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        consumer.position(partition);
        var micros = new ArrayList<Long>();
        for (int run = 0; run < warmUp + runs; run++) {
            long start = System.nanoTime();
            var sent = producer.send(new ProducerRecord<>(topic, new byte[BODY_BYTES]));
            ConsumerRecords<byte[], byte[]> received;
            do {
                received = consumer.poll(Duration.ofSeconds(10));
            } while (received.isEmpty());
            sent.get();
            if (run >= warmUp) {
                micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return micros;
    }
}
