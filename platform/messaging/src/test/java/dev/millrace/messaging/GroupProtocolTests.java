package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.messaging.KernelApplication.Tally;
import dev.millrace.messaging.ListeningProperties.GroupProtocol;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas of a service, of which one is told to stop. */
class GroupProtocolTests {

    private static final Duration SESSION = Duration.ofSeconds(15);

    @ParameterizedTest
    @EnumSource
    void theOtherReplicaGoesOnLongBeforeASessionWouldHaveEnded(GroupProtocol protocol) {
        var name = "replicas-" + protocol.name().toLowerCase(Locale.ROOT);
        try (var first = start(name, "first", protocol);
                var wire = new Wire(Surroundings.shared())) {
            var second = start(name, "second", protocol);
            send(wire, name, 0);
            Await.until(() -> handled(first, name, 0) && bothHavePartitions(name));

            second.close();
            long stopped = System.nanoTime();
            send(wire, name, 100);
            Await.until(() -> handled(first, name, 100));

            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(SESSION.minusSeconds(3));
            assertThat(first.getBean(MeterRegistry.class)
                            .find("kafka.consumer.fetch.manager.records.consumed.total")
                            .meters())
                    .isNotEmpty();
        }
    }

    private static boolean bothHavePartitions(String group) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedInfrastructure.bootstrapServers()))) {
            var members = admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members();
            return members.size() == 2
                    && members.stream()
                            .noneMatch(
                                    each -> each.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigurableApplicationContext start(String name, String instance, GroupProtocol protocol) {
        var replica = KernelApplication.start(
                name,
                "millrace.instance=" + name + "-" + instance,
                "millrace.messaging.session-timeout=" + SESSION.toSeconds() + "s",
                "millrace.messaging.group-protocol=" + protocol);
        Await.until(() -> replica.getBean(KernelApplication.Definitions.class).caughtUp);
        return replica;
    }

    private static void send(Wire wire, String name, int from) {
        IntStream.range(from, from + 20).forEach(i -> wire.send(Events.arrived(name + "-" + i, 1)));
    }

    private static boolean handled(ConfigurableApplicationContext replica, String name, int from) {
        AggregateStore<Tally> tallies = replica.getBean(Aggregates.class).of(KernelApplication.TALLIES);
        return IntStream.range(from, from + 20)
                .allMatch(i -> tallies.find("default/" + name + "-" + i).isPresent());
    }
}
