package dev.millrace.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
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

    boolean of(Replica replica, Ports ports) {
        return switch (replica.part()) {
            case DOCUMENTS -> accepts(ports.main());
            case KAFKA -> Files.exists(layout.readyFile(replica)) && accepts(ports.main());
            case SCHEMAS -> accepts(ports.main()) && answers(layout.schemas() + "/subjects");
            case INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING, CONSOLE ->
                accepts(ports.management()) && answers(health(ports));
        };
    }

    private static String health(Ports ports) {
        return "http://127.0.0.1:" + ports.management() + "/actuator/health/readiness";
    }

    /** What keeps a service from all of its work, ready or not, in its own words; empty for nothing, and where it does not answer. */
    String trouble(Replica replica, Ports ports) {
        if (!replica.part().service() || !accepts(ports.management())) {
            return "";
        }
        try {
            var connection = connect(health(ports));
            var answered = connection.getResponseCode() == HttpURLConnection.HTTP_OK
                    ? connection.getInputStream()
                    : connection.getErrorStream();
            try (var body = answered) {
                return body == null ? "" : trouble(JsonMapper.shared().readTree(body));
            } finally {
                connection.disconnect();
            }
        } catch (IOException | JacksonException e) {
            return "";
        }
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
    private static boolean answers(String uri) {
        try {
            var connection = connect(uri);
            var ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            connection.disconnect();
            return ready;
        } catch (IOException e) {
            return false;
        }
    }

    /** The newer client of the JDK takes a quarter of a second of CPU to make, and services want to start now. */
    private static HttpURLConnection connect(String uri) throws IOException {
        var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        return connection;
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
