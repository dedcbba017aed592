package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import dev.millrace.local.stack.PartState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Looks at the parts of a stack that runs elsewhere: there are no processes to see, only addresses that answer. */
public final class AttachedParts {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FAULTY = 500;

    private final Endpoints endpoints;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public AttachedParts(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** The six services, and what the environment names beside them. */
    public List<PartState> state() {
        return Arrays.stream(Part.values())
                .filter(part -> part.service() || endpoints.names(part))
                .parallel()
                .map(this::state)
                .toList();
    }

    private PartState state(Part part) {
        var address = address(part);
        var answers = switch (part) {
            case KAFKA, DOCUMENTS -> accepts(address);
            case SCHEMAS -> answers(endpoints.url(part) + "/subjects");
            // Costs a service nothing: it refuses whoever shows no token, and a gateway has 503 where no replica is
            // ready.
            case INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING, CONSOLE ->
                answers(endpoints.url(part) + "/");
        };
        return new PartState(part.label(), part.label(), null, port(address), answers, 0, "", null, null);
    }

    private URI address(Part part) {
        return switch (part) {
            case KAFKA -> uri("kafka://" + endpoints.kafka().replaceFirst(",.*", ""));
            case DOCUMENTS -> uri(endpoints.mongodb().replaceFirst(",[^/]*", ""));
            case SCHEMAS, INGESTION, VALIDATION, TRAINING, REGISTRY, SERVING, MONITORING, CONSOLE ->
                uri(endpoints.url(part));
        };
    }

    private static URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new Complaint("the environment names no address: " + e.getMessage(), e);
        }
    }

    /** Where the address names none, the one that is usual for its kind. */
    private static int port(URI address) {
        return address.getPort() >= 0
                ? address.getPort()
                : switch (Objects.requireNonNullElse(address.getScheme(), "")) {
                    case "kafka" -> 9092;
                    case "https" -> 443;
                    case "http" -> 80;
                    default -> 27_017;
                };
    }

    private boolean answers(String url) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() < FAULTY;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean accepts(URI address) {
        var host = address.getHost();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host == null ? "" : host, port(address)), (int) PATIENCE.toMillis());
            return host != null;
        } catch (IOException e) {
            return false;
        }
    }
}
