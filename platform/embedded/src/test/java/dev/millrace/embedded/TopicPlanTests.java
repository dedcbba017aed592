package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TopicPlanTests {

    private static final int BROKERS_LIMIT = 1_048_588;

    @Test
    void aParkingTopicTakesWhateverItsTopicTook() {
        var topics = TopicPlan.load().topics();

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
