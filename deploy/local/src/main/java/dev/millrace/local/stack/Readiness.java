package dev.millrace.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;

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
                accepts(ports.management())
                        && answers("http://127.0.0.1:" + ports.management() + "/actuator/health/readiness");
        };
    }

    /** Call only when somebody listens: asking in vain until all is up cost the command a second of CPU. */
    private static boolean answers(String uri) {
        try {
            // The newer client of the JDK takes a quarter of a second of CPU to make, and services want to start now.
            var connection = (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            var ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            connection.disconnect();
            return ready;
        } catch (IOException e) {
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
