package dev.millrace.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** Asks each part, in the way that suits it, whether it can do its work. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Layout layout;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Readiness(Layout layout) {
        this.layout = layout;
    }

    boolean of(Part part) {
        return switch (part) {
            case DOCUMENTS -> accepts(layout.port(part));
            case KAFKA -> Files.exists(layout.readyFile(part)) && accepts(layout.port(part));
            case SCHEMAS -> accepts(layout.port(part)) && answers(layout.schemas() + "/subjects");
            case INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING ->
                accepts(layout.managementPort(part))
                        && answers("http://127.0.0.1:" + layout.managementPort(part) + "/actuator/health/readiness");
        };
    }

    /** Call only when somebody listens: asking in vain until all is up cost the command a second of CPU. */
    private boolean answers(String uri) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
