package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.messaging.lifecycle.Waits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class LagCheckTests {

    @Test
    void showsThatTheBrokerIsAwayWhileNothingIsToBeHandled() throws Exception {
        var meters = new SimpleMeterRegistry();
        var waits = new Waits(meters, System::nanoTime);
        Map<String, Object> nobody = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + freePort());
        try (var topics =
                new KafkaReadTopics(nobody, Map.of("data.validated", List.of("training")), Clock.systemUTC())) {
            var look = waits.looking("broker", new LagCheck(topics, meters)::check);

            assertThatThrownBy(look::run).isInstanceOf(KafkaException.class);
            assertThat(waits.all()).singleElement().satisfies(wait -> {
                assertThat(wait.consumer()).isEqualTo("broker");
                assertThat(wait.reason()).startsWith("the broker does not say how far the service has read");
            });
            assertThat(topics.figures())
                    .singleElement()
                    .satisfies(topic -> assertThat(topic.lag()).isNull());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
