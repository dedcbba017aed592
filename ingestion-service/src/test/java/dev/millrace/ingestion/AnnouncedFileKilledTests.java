package dev.millrace.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.wire.Codec;
import dev.millrace.testing.ServiceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A process that dies while it takes in an announced file: nothing is lost and nothing is done twice. */
class AnnouncedFileKilledTests {

    private static final int HALTED = 137;

    @TempDir
    Path directory;

    /**
     * Behind the record of the announcement, in the middle of the job, and behind the commit of the version, when the producer may
     * remove the file.
     */
    @ParameterizedTest
    @ValueSource(strings = {"commit.afterWrite", "listener.beforeOffset", "artifact.afterRename", "http.beforeAnswer"})
    void theFileBecomesOneVersionAndIsAnsweredOnce(String point) throws Exception {
        var dataset = "killed-" + point.toLowerCase(java.util.Locale.ROOT).replace('.', '-');
        var file = Files.writeString(
                Files.createDirectories(directory.resolve("permitted")).resolve("trips.csv"), "fare\n1.5\n");
        var event = Outside.announcement(dataset, dataset, "trips.csv");
        byte[] value;
        try (var service = start()) {
            value = Outside.framed(service.getBean(Codec.class), event);
        }
        var dying = dyingAt(point);
        Outside.send(dataset, value);
        try {
            assertThat(dying.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            dying.destroyForcibly();
        }
        assertThat(dying.exitValue()).isEqualTo(HALTED);
        if (point.equals("http.beforeAnswer")) {
            Files.delete(file);
        }

        try (var service = start()) {
            var arrived = service.getBean(Arrivals.class).of(dataset, 1);
            // Behind this announcement on the partition, and taken after the first one's job.
            Outside.send(
                    dataset,
                    Outside.framed(
                            service.getBean(Codec.class), Outside.announcement(dataset + "+", dataset, "none.csv")));
            service.getBean(Refusals.class).await(dataset + "+");

            assertThat(arrived).singleElement().satisfies(version -> {
                assertThat(version.getCausationId()).isEqualTo(dataset);
                assertThat(version.getVersion()).isEqualTo(1);
            });
            assertThat(service.getBean(Arrivals.class).of(dataset, 1)).hasSize(1);
            assertThat(service.getBean(Refusals.class).causedBy(dataset)).isEmpty();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(IngestionApplication.class, Arrivals.class, Refusals.class)
                .run(arguments());
    }

    private String[] arguments() {
        return ServiceSettings.in(directory)
                .caller("viewer", "viewer", "default", "VIEWER")
                .with("millrace.instance", "killed")
                .with("millrace.messaging.state-directory", directory.resolve("state"))
                .with("millrace.ingestion.announced.permitted", directory.resolve("permitted"))
                .with("millrace.ingestion.announced.workers", 1)
                .arguments();
    }

    private Process dyingAt(String point) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmillrace.faults=" + point + "=halt",
                "-cp",
                System.getProperty("java.class.path"),
                IngestionApplication.class.getName()));
        command.addAll(List.of(arguments()));
        return new ProcessBuilder(command).inheritIO().start();
    }
}
