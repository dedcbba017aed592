package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.Topic.Retention;
import dev.millrace.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TopicPlanTests {

    @Test
    void givesEveryTopicOfEventsTwelvePartitionsAndEachTableFour() {
        var topics = TopicPlan.load(Map.of()).topics();

        for (var each : Topics.ALL) {
            var planned = named(topics, each.name());
            assertThat(planned.numPartitions()).isEqualTo(each.retention() == Retention.COMPACT ? 4 : 12);
            assertThat(planned.replicationFactor()).isEqualTo((short) 1);
            assertThat(planned.configs()).containsEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1");
        }
    }

    @Test
    void takesItsFiguresFromTheEnvironmentWhereItHasThem() {
        var topics = TopicPlan.load(Map.of(
                        "MILLRACE_TOPICS_PARTITIONS", "24",
                        "MILLRACE_TOPICS_REPLICATION", "3",
                        "MILLRACE_TOPICS_MIN_INSYNC_REPLICAS", "2"))
                .topics();

        assertThat(named(topics, "data.arrived").numPartitions()).isEqualTo(24);
        assertThat(named(topics, "pipeline.defined").numPartitions()).isEqualTo(4);
        assertThat(named(topics, "data.arrived.validation.dlt").numPartitions()).isEqualTo(1);
        assertThat(topics).allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.configs()).containsEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        });
    }

    @Test
    void refusesAFigureThatNoTopicCanHave() {
        assertThatThrownBy(() -> TopicPlan.load(Map.of("MILLRACE_TOPICS_PARTITIONS", "0")))
                .hasMessageContaining("MILLRACE_TOPICS_PARTITIONS must be at least 1");
    }

    /** A row of the manual: {@code | `topic` | key | says | written by | read by |}. */
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)`.*\\| ([a-z, ]+) \\|");

    @Test
    void theManualNamesTheServicesThatReadEachTopic() throws IOException {
        var parking = TopicPlan.load(Map.of()).topics().stream()
                .map(NewTopic::name)
                .filter(name -> name.endsWith(".dlt"))
                .toList();

        var told = Files.readAllLines(Path.of("../../docs/events.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && Topics.find(row.group(1)).isPresent())
                .flatMap(row ->
                        Stream.of(row.group(2).split(", ")).map(service -> row.group(1) + "." + service + ".dlt"));

        assertThat(told).containsExactlyInAnyOrderElementsOf(parking);
    }

    private static NewTopic named(List<NewTopic> topics, String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final int BROKERS_LIMIT = 1_048_588;

    @Test
    void aParkingTopicTakesWhateverItsTopicTook() {
        var topics = TopicPlan.load(Map.of()).topics();

        assertThat(topics)
                .filteredOn(topic -> topic.name().endsWith(".dlt"))
                .hasSizeGreaterThan(Topics.ALL.size())
                .allSatisfy(
                        topic -> assertThat(Integer.parseInt(topic.configs().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
                                .isGreaterThan(BROKERS_LIMIT + 10_000));
        assertThat(topics)
                .filteredOn(topic -> !topic.name().endsWith(".dlt"))
                .noneMatch(topic -> topic.configs().containsKey(TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    }
}
