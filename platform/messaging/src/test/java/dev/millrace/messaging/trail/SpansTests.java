package dev.millrace.messaging.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.TracingProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves the process is looked at as bytes; a journey through all services decodes it. */
class SpansTests {

    private static final String CASCADE = "c-1";
    private static final Instant AT = Instant.parse("2026-11-28T10:00:00Z");

    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            requests.add(exchange.getRequestBody().readAllBytes());
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private Spans spans(double sampling) {
        var endpoint = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        return Spans.of(
                new TracingProperties(endpoint, Map.of("Authorization", "Bearer t"), sampling),
                "training",
                "training-1");
    }

    @Test
    void sendsSpansWithTheIdsThatFollowFromCascadeAndEvent() {
        var event = EventIds.of("training:runs:default/trips", 1);
        try (var spans = spans(1)) {
            spans.published("model.trained", event, new Lineage(CASCADE, "cause", 2), AT, AT.plusMillis(3));
        }

        assertThat(requests).singleElement().satisfies(request -> {
            var text = new String(request, UTF_8);
            assertThat(text).contains("publish model.trained", "training-1", event);
            assertThat(request).contains(bytes(TraceIds.ofCascade(CASCADE)));
            assertThat(request).contains(bytes(TraceIds.ofEvent(event)));
            assertThat(request).contains(bytes(TraceIds.ofEvent("cause")));
        });
        assertThat(tokens).containsExactly("Bearer t");
    }

    @Test
    void beginsATraceWithTheRequestAndLinksWhatTheCallerSent() {
        var caller = "00-" + "ab".repeat(16) + "-" + "cd".repeat(8) + "-00";
        var lineage = new Lineage(CASCADE, null, 0, TraceIds.traceParentOfRequest(CASCADE));
        try (var spans = spans(1)) {
            spans.request(lineage, "upload", caller).close();
            spans.published("data.arrived", "e", lineage, AT, AT);
        }

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(new String(request, UTF_8)).contains("upload", "publish data.arrived");
            assertThat(request).contains(bytes(TraceIds.ofRequest(CASCADE)));
            assertThat(request).contains(bytes("ab".repeat(16)));
        });
    }

    @Test
    void saysWhyWorkFailed() {
        try (var spans = spans(1)) {
            try (var work = spans.handling(
                    new Envelope("e", "a:b:c", 1, "default", null, CASCADE, null, 0, AT), "data.arrived", "Listener")) {
                work.failed("EVENT_ID");
            }
        }

        assertThat(requests)
                .singleElement()
                .satisfies(
                        request -> assertThat(new String(request, UTF_8)).contains("process data.arrived", "EVENT_ID"));
    }

    @Test
    void goesOnWithoutACollector() {
        var nobody = Spans.of(
                new TracingProperties(URI.create("http://127.0.0.1:1/v1/traces"), Map.of(), 1),
                "training",
                "training-1");
        try (nobody) {
            for (int i = 0; i < 10_000; i++) {
                nobody.published("model.trained", "e" + i, new Lineage(CASCADE, null, 0), AT, AT);
            }
            assertThat(nobody.recorded(CASCADE)).isTrue();
        }
    }

    @Test
    void choosesTheSameCascadesEverywhere() {
        try (var all = spans(1);
                var none = spans(0);
                var off = Spans.none()) {
            assertThat(all.recorded(CASCADE)).isTrue();
            assertThat(none.recorded(CASCADE)).isFalse();
            assertThat(off.recorded(CASCADE)).isFalse();
            none.published("model.trained", "e", new Lineage(CASCADE, null, 0), AT, AT);
            off.published("model.trained", "e", new Lineage(CASCADE, null, 0), AT, AT);
        }

        assertThat(requests).isEmpty();
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }
}
