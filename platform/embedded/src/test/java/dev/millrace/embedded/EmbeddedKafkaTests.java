package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTests {

    @Test
    void hasEveryTopicWhenItHasStartedAndAgainAfterARestart(@TempDir Path directory) throws Exception {
        for (var round : List.of(1, 2)) {
            try (var kafka = EmbeddedKafka.start(directory, 0);
                    var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                var names = admin.listTopics().names().get();
                assertThat(names).as("round %s", round).contains("data.arrived", "data.arrived.validation.dlt");
                assertThat(names)
                        .containsAll(
                                Topics.ALL.stream().map(topic -> topic.name()).toList());
            }
        }
    }

    @Test
    void keepsTheLastRecordOfEachKeyOfATable() throws Exception {
        var approved = new ConfigResource(ConfigResource.Type.TOPIC, Topics.MODEL_APPROVED.name());
        try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedInfrastructure.bootstrapServers()))) {
            var config = admin.describeConfigs(List.of(approved)).all().get().get(approved);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            var described = admin.describeTopics(List.of("model.approved", "data.arrived"))
                    .allTopicNames()
                    .get();
            assertThat(described.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
        }
    }
}
