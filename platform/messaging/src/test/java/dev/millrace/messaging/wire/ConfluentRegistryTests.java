package dev.millrace.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.embedded.EmbeddedInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

class ConfluentRegistryTests {

    private static final int SERVICES = 6;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private ConfluentRegistry registry;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry = registry("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void introducesTheSettingWhereThereIsNone() {
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(200, "{}"));

        registry.requireBackwardTransitive("trips");

        assertThat(asked).containsExactly("GET /config/trips", "PUT /config/trips");
    }

    @Test
    void leavesWhatIsInForceAlone() {
        answers.add(level("BACKWARD_TRANSITIVE"));

        registry.requireBackwardTransitive("trips");

        assertThat(asked).containsExactly("GET /config/trips");
    }

    @Test
    void replacesWhatElseIsInForce() {
        answers.add(level("NONE"));
        answers.add(new Answer(200, "{}"));

        registry.requireBackwardTransitive("trips");

        assertThat(asked).containsExactly("GET /config/trips", "PUT /config/trips");
    }

    @Test
    void looksAgainAfterAConflict() {
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(409, "{}"));
        answers.add(level("BACKWARD_TRANSITIVE"));

        registry.requireBackwardTransitive("trips");

        assertThat(asked).containsExactly("GET /config/trips", "PUT /config/trips", "GET /config/trips");
    }

    @Test
    void givesUpOnConflictsThatDoNotEnd() {
        for (int i = 0; i < 50; i++) {
            answers.add(new Answer(404, "{}"));
            answers.add(new Answer(409, "{}"));
        }

        assertThatThrownBy(() -> registry.requireBackwardTransitive("trips"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("409 to /config/trips");
        assertThat(asked).hasSize(10);
    }

    @Test
    void doesNotTakeAnotherRefusalForAConflict() {
        answers.add(new Answer(404, "{}"));
        answers.add(new Answer(403, "{}"));

        assertThatThrownBy(() -> registry.requireBackwardTransitive("trips"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("403 to /config/trips");
        assertThat(asked).hasSize(2);
    }

    @Test
    void letsServicesThatStartAtOnceIntroduceTheSameSettings() throws Exception {
        var real = registry(EmbeddedInfrastructure.registryUrl());
        var prefix = "at-once-" + UUID.randomUUID() + "-";
        Callable<Void> service = () -> {
            for (int i = 0; i < 13; i++) {
                real.register(prefix + i, "\"string\"");
                real.requireBackwardTransitive(prefix + i);
            }
            return null;
        };

        try (var services = Executors.newFixedThreadPool(SERVICES)) {
            for (Future<Void> started : services.invokeAll(Collections.nCopies(SERVICES, service))) {
                assertThatCode(started::get).doesNotThrowAnyException();
            }
        }
    }

    private static ConfluentRegistry registry(String url) {
        var http = RestClient.builder().requestFactory(new SimpleClientHttpRequestFactory());
        return new ConfluentRegistry(List.of(URI.create(url)), http.build());
    }

    private static Answer level(String level) {
        return new Answer(200, "{\"compatibilityLevel\": \"%s\"}".formatted(level));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var answer = answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
