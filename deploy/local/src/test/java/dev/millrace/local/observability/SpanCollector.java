package dev.millrace.local.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes OTLP over HTTP, as a collector does. */
public final class SpanCollector implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final Queue<Recorded> spans = new ConcurrentLinkedQueue<>();

    /**
     * One span.
     *
     * @param parent empty for the root of a trace
     * @param links to spans of other traces
     */
    public record Recorded(
            String service, String name, String trace, String id, String parent, List<Linked> links, boolean failed) {}

    /** A span, by the ids of its trace and its own. */
    public record Linked(String trace, String span) {}

    public SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** What was recorded of a trace so far. */
    public List<Recorded> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** What was recorded of a trace so far, each as the service and what it did: {@code training: publish model.trained}. */
    public Set<String> steps(String trace) {
        return of(trace).stream()
                .map(span -> span.service() + ": " + span.name())
                .collect(Collectors.toSet());
    }

    /** Spans of a trace that others are below, and that were not recorded so far. */
    public Set<String> unknownParents(String trace) {
        var recorded = of(trace);
        var parents = recorded.stream()
                .map(Recorded::parent)
                .filter(parent -> !parent.isEmpty())
                .collect(Collectors.toSet());
        recorded.forEach(span -> parents.remove(span.id()));
        return parents;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (var resource : request.getResourceSpansList()) {
                var service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
                resource.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> recorded(service, span))
                        .forEach(spans::add);
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Recorded recorded(String service, Span span) {
        return new Recorded(
                service,
                span.getName(),
                HEX.formatHex(span.getTraceId().toByteArray()),
                HEX.formatHex(span.getSpanId().toByteArray()),
                HEX.formatHex(span.getParentSpanId().toByteArray()),
                span.getLinksList().stream()
                        .map(link -> new Linked(
                                HEX.formatHex(link.getTraceId().toByteArray()),
                                HEX.formatHex(link.getSpanId().toByteArray())))
                        .toList(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
