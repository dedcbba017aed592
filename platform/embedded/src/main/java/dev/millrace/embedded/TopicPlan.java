package dev.millrace.embedded;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The topics of {@code deploy/topics.yaml}, made before any service starts, because nobody else may create one. */
public final class TopicPlan {

    private static final String PARTITIONS = "MILLRACE_TOPICS_PARTITIONS";
    private static final String REPLICATION = "MILLRACE_TOPICS_REPLICATION";
    private static final String MIN_IN_SYNC = "MILLRACE_TOPICS_MIN_INSYNC_REPLICAS";
    private static final String EMBEDDED_PARTITIONS = "4";

    private final List<NewTopic> topics;

    private TopicPlan(List<NewTopic> topics) {
        this.topics = List.copyOf(topics);
    }

    /** The plan that was built into this module, with the figures that the environment gives instead. */
    public static TopicPlan load() {
        return load(System.getenv());
    }

    /** As {@link #load()}, for one broker on a small machine. */
    public static TopicPlan forOneBroker() {
        var environment = new HashMap<>(System.getenv());
        environment.put(PARTITIONS, Integer.toString(partitionsOnOneBroker()));
        return load(environment);
    }

    /** Partitions of a topic of events on one broker on a small machine, unless the environment gives another figure. */
    public static int partitionsOnOneBroker() {
        return Integer.parseInt(System.getenv().getOrDefault(PARTITIONS, EMBEDDED_PARTITIONS));
    }

    static TopicPlan load(Map<String, String> environment) {
        try (var in = TopicPlan.class.getResourceAsStream("/topics.yaml")) {
            if (in == null) {
                throw new IllegalStateException("topics.yaml was not built into " + TopicPlan.class.getModule());
            }
            return read(in, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TopicPlan read(InputStream yaml, Map<String, String> environment) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        int partitions = figure(environment, PARTITIONS, root, "partitions");
        var replication = (short) figure(environment, REPLICATION, root, "replication");
        int inSync = figure(environment, MIN_IN_SYNC, root, "minInsyncReplicas");
        var inSyncConfig = Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(inSync));
        Map<?, ?> figures = get(root, "topics", Map.class);
        var parked = parked(get(root, "parking", Map.class));
        var topics = new ArrayList<NewTopic>();
        for (Topic<?> topic : Topics.ALL) {
            Map<?, ?> figure = get(figures, topic.name(), Map.class);
            topics.add(new NewTopic(topic.name(), topic.partitions(partitions), replication)
                    .configs(with(inSyncConfig, kept(topic, figure))));
            for (Object service : get(figure, "parking", List.class)) {
                var name = topic.parkingTopic(service.toString());
                topics.add(new NewTopic(name, 1, replication).configs(with(inSyncConfig, parked)));
            }
        }
        return new TopicPlan(topics);
    }

    private static int figure(Map<String, String> environment, String variable, Map<?, ?> root, String key) {
        var text = environment.getOrDefault(variable, "");
        int figure = text.isBlank() ? get(root, key, Integer.class) : Integer.parseInt(text.strip());
        if (figure < 1) {
            throw new IllegalStateException(variable + " must be at least 1, not " + figure);
        }
        return figure;
    }

    private static Map<String, String> kept(Topic<?> topic, Map<?, ?> figure) {
        return switch (topic.retention()) {
            case DELETE -> keptFor(get(figure, "retention", Integer.class));
            case COMPACT -> compacted();
        };
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static <T> T get(Map<?, ?> map, String key, Class<T> type) {
        var value = map.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("topics.yaml: " + key + " is missing or is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static Map<String, String> keptFor(int days) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(Duration.ofDays(days).toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }

    private static Map<String, String> parked(Map<?, ?> parking) {
        var configs = new HashMap<>(keptFor(get(parking, "retention", Integer.class)));
        var bytes = get(parking, "maxMessageBytes", Integer.class);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes.toString());
        return configs;
    }

    private static Map<String, String> compacted() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }

    List<NewTopic> topics() {
        return topics;
    }

    /** Creates what is missing; a topic that exists is left as it is. */
    public void create(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            var missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .collect(Collectors.toList());
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics on " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }
}
