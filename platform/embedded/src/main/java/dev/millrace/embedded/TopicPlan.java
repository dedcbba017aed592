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

    private final List<NewTopic> topics;

    private TopicPlan(List<NewTopic> topics) {
        this.topics = List.copyOf(topics);
    }

    /** The plan that was built into this module. */
    public static TopicPlan load() {
        try (var in = TopicPlan.class.getResourceAsStream("/topics.yaml")) {
            if (in == null) {
                throw new IllegalStateException("topics.yaml was not built into " + TopicPlan.class.getModule());
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TopicPlan read(InputStream yaml) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Map<?, ?> figures = get(root, "topics", Map.class);
        var parked = parked(get(root, "parking", Map.class));
        var topics = new ArrayList<NewTopic>();
        for (Topic<?> topic : Topics.ALL) {
            Map<?, ?> figure = get(figures, topic.name(), Map.class);
            topics.add(topic(topic, figure));
            for (Object service : get(figure, "parking", List.class)) {
                var name = topic.parkingTopic(service.toString());
                topics.add(new NewTopic(name, 1, (short) 1).configs(parked));
            }
        }
        return new TopicPlan(topics);
    }

    private static NewTopic topic(Topic<?> topic, Map<?, ?> figure) {
        var partitions = figure.containsKey("partitions") ? get(figure, "partitions", Integer.class) : 1;
        return new NewTopic(topic.name(), partitions, (short) 1)
                .configs(
                        switch (topic.retention()) {
                            case DELETE -> keptFor(get(figure, "retention", Integer.class));
                            case COMPACT -> compacted();
                        });
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
