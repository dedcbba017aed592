package dev.millrace.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node, broker and controller in one, in this process, with every topic of Millrace on it. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts on the data in {@code directory}; returns when the topics exist. Port 0 takes a free one. */
    public static EmbeddedKafka start(Path directory, int port) {
        var address = "127.0.0.1:" + Ports.orFree(port);
        format(directory);
        var server = new KafkaRaftServer(new KafkaConfig(settings(directory, address), false), Time.SYSTEM);
        server.startup();
        var kafka = new EmbeddedKafka(server, address);
        try {
            TopicPlan.forOneBroker().create(address);
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
        return kafka;
    }

    /** Kafka writes down whose data these are before it will start on them; once is enough. */
    private static void format(Path directory) {
        try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(NODE)
                    .setClusterId("millrace-embedded")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + directory + " for Kafka", e);
        }
    }

    private static Map<String, String> settings(Path directory, String address) {
        var controller = "127.0.0.1:" + Ports.free();
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://" + address);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.putAll(oneCopyOfEverything());
        settings.putAll(smallFootprint());
        return settings;
    }

    private static Map<String, String> oneCopyOfEverything() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /** A laptop's broker: the defaults reserve 128 MiB for the cleaner alone, and each thread wakes several times a second. */
    private static Map<String, String> smallFootprint() {
        return Map.ofEntries(
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.cleaner.io.buffer.size", "131072"),
                Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("group.coordinator.threads", "1"),
                Map.entry("share.coordinator.threads", "1"),
                Map.entry("log.segment.bytes", "67108864"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("group.coordinator.append.linger.ms", "0"),
                // Else its controller writes a record that says nothing twice a second, for followers that it has none
                // of.
                Map.entry("metadata.max.idle.interval.ms", "0"),
                Map.entry("broker.heartbeat.interval.ms", "4000"));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Arguments: data directory, port, a file to make when Kafka is ready. Runs until the process is told to end. */
    public static void main(String[] arguments) throws IOException {
        var kafka = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
        Files.createFile(Path.of(arguments[2]));
        kafka.server.awaitShutdown();
    }
}
