package dev.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Models.ByFare;
import dev.millrace.serving.model.Models.MemoryStore;
import dev.millrace.serving.model.Predictors;
import dev.millrace.testing.ServiceSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Decisions about serving go over a real broker to every replica, and to those that start later. */
class DecisionsOnTheBrokerTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final MemoryStore STORE = new MemoryStore();
    private static final String REPOSITORY = "/v2/repository/models/taxi-tips/";

    @TempDir
    private Path folder;

    static final class Fakes {

        @Bean
        @Primary
        MemoryStore memoryStore() {
            return STORE;
        }

        @Bean
        @Primary
        Predictors byFare() {
            return (modelPackage, graph) -> new ByFare(1);
        }
    }

    private ConfigurableApplicationContext start(String replica) {
        var settings = ServiceSettings.in(folder)
                .with("millrace.serving.directory", folder.resolve(replica))
                .with("millrace.serving.prediction.grpc-port", 0)
                .caller("token", "dora", "default", "DEPLOYER,VIEWER");
        return new SpringApplicationBuilder(ServingApplication.class, Fakes.class).run(settings.arguments());
    }

    private static HttpResponse<String> post(ConfigurableApplicationContext replica, String path, String body)
            throws Exception {
        var url = "http://127.0.0.1:" + replica.getEnvironment().getProperty("local.server.port") + path;
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer token")
                .POST(BodyPublishers.ofString(body));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void awaitState(ConfigurableApplicationContext replica, String state) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var index = post(replica, "/v2/repository/index", "").body();
        while (!index.contains("\"" + state + "\"")) {
            assertThat(System.nanoTime()).as(index).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            index = post(replica, "/v2/repository/index", "").body();
        }
    }

    private static void approve(ConfigurableApplicationContext replica) {
        var approval = Models.approval(1, STORE.putModel("graph", 1));
        var event = new ModelApproved();
        event.setPipeline(approval.pipeline());
        event.setModel(approval.name().model());
        event.setGeneration(approval.generation());
        event.setRoutes(
                List.of(new Route(approval.version(), approval.modelPackage().hex(), 100, RouteRole.CHAMPION)));
        event.setApprover("gates");
        event.setReason("it is good");
        var stamped = replica.getBean(DirectPublisher.class)
                .stamp(Topics.MODEL_APPROVED, event, null, new Lineage("cascade", null, 0));
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isAcknowledged(stamped)) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    /** A service that has just started may not know the broker yet. */
    private static boolean isAcknowledged(DirectPublisher.Stamped event) {
        try {
            event.send().join();
            return true;
        } catch (CompletionException notYet) {
            return false;
        }
    }

    @Test
    void reachEveryReplicaAndThoseThatStartLater() throws Exception {
        try (var first = start("first");
                var second = start("second")) {
            approve(first);
            awaitState(first, "READY");
            awaitState(second, "READY");

            var unloaded = post(first, REPOSITORY + "unload", "{\"parameters\": {\"reason\": \"it is wrong\"}}");

            assertThat(unloaded.statusCode()).as(unloaded.body()).isEqualTo(200);
            awaitState(second, "UNAVAILABLE");
            try (var third = start("third")) {
                awaitState(third, "UNAVAILABLE");
                assertThat(post(third, "/v2/repository/index", "").body()).contains("withdrawn by dora: it is wrong");
                assertThat(post(third, "/v1/models/taxi-tips:predict", "{}").body())
                        .contains("MODEL_WITHDRAWN");

                var loaded = post(third, REPOSITORY + "load", "");

                assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(200);
                awaitState(first, "READY");
                awaitState(second, "READY");
                assertThat(post(third, "/v1/models/taxi-tips:predict", "{\"instances\": [{\"fare\": 80}]}")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
