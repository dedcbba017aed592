package dev.millrace.serving;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.testing.DocumentedRoutes;
import dev.millrace.testing.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Fixture: the whole service on free ports, with no broker, no registry and no store behind it. */
public final class ServingStack implements AutoCloseable {

    public static final String READER = "reader";
    public static final String STRANGER = "trainer";
    public static final String DEPLOYER = "deployer";

    private final ConfigurableApplicationContext context;

    private ServingStack(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static ServingStack start(Path folder, Class<?>... fakes) throws IOException {
        var tokens = Files.writeString(
                folder.resolve("tokens"),
                ServiceSettings.caller(READER, "ann", "default VIEWER") + "\n"
                        + ServiceSettings.caller(STRANGER, "tom", "default TRAINER") + "\n"
                        + ServiceSettings.caller(DEPLOYER, "dora", "default DEPLOYER,VIEWER") + "\n");
        var sources = new ArrayList<Class<?>>(List.of(ServingApplication.class, NoBroker.class));
        sources.addAll(List.of(fakes));
        return new ServingStack(SpringApplication.run(sources.toArray(Class[]::new), new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--millrace.serving.prediction.grpc-port=0",
            "--millrace.serving.directory=" + folder.resolve("serving"),
            "--millrace.artifacts.directory=" + folder.resolve("artifacts"),
            "--millrace.security.tokens-file=" + tokens,
            "--millrace.security.public-paths=/openapi.json",
            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--schema.registry.url=http://127.0.0.1:1"
        }));
    }

    public String url() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    boolean has(Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    public void assertDocumented() {
        DocumentedRoutes.assertComplete(context, "/v2/health/live", "/v2/health/ready");
    }

    @Override
    public void close() {
        context.close();
    }

    /** Takes every event and keeps none. */
    static final class NoBroker {

        @Bean
        @Primary
        DirectPublisher publisher() {
            return new DirectPublisher() {
                @Override
                public <E extends SpecificRecord> Stamped stamp(
                        Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage) {
                    return () -> CompletableFuture.completedFuture(null);
                }

                @Override
                public <E extends SpecificRecord> CompletableFuture<Void> sendOnce(
                        Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String aggregateId) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public int partitions(Topic<?> topic) {
                    return 1;
                }
            };
        }
    }
}
