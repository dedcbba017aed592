package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.Parking;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service without a document store, on a real broker and registry. */
class LocalStoreTests {

    @TempDir
    private Path directory;

    @Test
    void listensPublishesAndParksWithoutAStore() throws Exception {
        try (var service = KernelApplication.start(
                "serving", "millrace.messaging.store=none", "millrace.messaging.state-directory=" + directory)) {
            var definitions = service.getBean(KernelApplication.Definitions.class);
            Await.until(() -> definitions.caughtUp);
            var event = new PipelineDefined();
            event.setPipeline("storeless");
            event.setVersion(1);
            event.setSpec("{}");
            event.setSpecDigest("d".repeat(64));
            event.setDefinedBy("ada");

            service.getBean(DirectPublisher.class)
                    .send(Topics.PIPELINE_DEFINED, event, null, Events.lineage("storeless"))
                    .get(30, TimeUnit.SECONDS);

            Await.until(() -> definitions.pipelines.contains("storeless"));
            assertThat(service.getBeanProvider(Aggregates.class).getIfAvailable())
                    .isNull();
            assertThat(directory.resolve("schemas.json")).exists();
            assertThat(service.getBean(Parking.class).list(MemoryParking.PROJECTS, null, null, 10))
                    .isEmpty();
        }
    }
}
