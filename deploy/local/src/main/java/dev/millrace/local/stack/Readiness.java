package dev.millrace.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks each process, in the way that suits it, whether it can do its work. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Layout layout;

    Readiness(Layout layout) {
        this.layout = layout;
    }

    /**
     * What a process says of itself.
     *
     * @param answer a service's own words, as JSON; empty of all others and where it does not answer
     */
    record Health(boolean ready, String answer) {

        private static Health of(boolean ready) {
            return new Health(ready, "");
        }

        /** What keeps a service from all of its work, ready or not, in its own words; empty for nothing. */
        String trouble() {
            try {
                return answer.isEmpty()
                        ? ""
                        : Readiness.trouble(JsonMapper.shared().readTree(answer));
            } catch (JacksonException e) {
                return "";
            }
        }
    }

    Health of(Replica replica, Ports ports) {
        return switch (replica.part()) {
            case DOCUMENTS -> Health.of(accepts(ports.main()));
            case KAFKA -> Health.of(Files.exists(layout.readyFile(replica)) && accepts(ports.main()));
            case SCHEMAS -> Health.of(accepts(ports.main()) && asked(layout.schemas() + "/subjects").ready);
            case INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING, CONSOLE ->
                accepts(ports.management())
                        ? asked("http://127.0.0.1:" + ports.management() + "/actuator/health/readiness")
                        : Health.of(false);
        };
    }

    static String trouble(JsonNode health) {
        return health.path("components")
                .propertyStream()
                .map(each -> each.getValue().path("details"))
                .filter(details -> details.path("degraded").asBoolean(false))
                .flatMap(Readiness::troubles)
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> troubles(JsonNode details) {
        var waiting = details.path("waiting")
                .valueStream()
                .map(wait -> "its consumer %s has waited for %d s: %s"
                        .formatted(
                                wait.path("consumer").asString(""),
                                wait.path("seconds").asLong(0),
                                wait.path("reason").asString("")));
        var reason = details.path("reason").asString("");
        return Stream.concat(reason.isEmpty() ? Stream.empty() : Stream.of("reason: " + reason), waiting);
    }

    /** Call only when somebody listens: asking in vain until all is up cost the command a second of CPU. */
    private static Health asked(String uri) {
        try {
            // The newer client of the JDK takes a quarter of a second of CPU to make, and services want to start now.
            var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (var body = ready ? connection.getInputStream() : connection.getErrorStream()) {
                return new Health(ready, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Health.of(false);
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
