package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Layout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTests {

    private final List<String> positions = new CopyOnWriteArrayList<>();

    @org.jspecify.annotations.Nullable
    private HttpServer monitoring;

    private Timeline timeline = new Timeline(api("http://127.0.0.1:1"));

    @BeforeEach
    void start() throws IOException {
        monitoring = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        monitoring.createContext("/v1/cascades/stream", this::stream);
        monitoring.createContext("/v1/cascades/c2", exchange -> answer(exchange, 200, """
                {"id": "c2", "status": "RUNNING", "linkedFrom": "c1", "events": []}"""));
        monitoring.start();
        timeline =
                new Timeline(api("http://127.0.0.1:" + monitoring.getAddress().getPort()), Duration.ofMillis(20));
    }

    @AfterEach
    void stop() {
        if (monitoring != null) {
            monitoring.stop(0);
        }
    }

    private static Api api(String url) {
        var home = Path.of("/tmp");
        return new Api(Endpoints.of(
                new Layout(home, home, 0),
                Map.of("MILLRACE_ATTACHED", "true", "MILLRACE_MONITORING_URL", url, "MILLRACE_TOKEN", "secret")));
    }

    /** Breaks off after each event, and does not answer at all now and then. */
    private void stream(HttpExchange exchange) throws IOException {
        positions.add(String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
        if (positions.size() == 2) {
            answer(exchange, 503, "");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        var number = positions.size();
        var event = ": timeline\n\nid:p" + number + "\nevent:cascade-event\ndata:{\"cascadeId\": \"c\", \"event\": {"
                + "\"eventId\": \"e" + number + "\"}}\n\n";
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void goesOnWhereTheStreamBrokeOff() {
        var heard = new ArrayList<String>();
        var breaks = new ArrayList<String>();

        timeline.follow(() -> {}, () -> breaks.add("break"), event -> {
            heard.add(event.eventId());
            return heard.size() < 3;
        });

        assertThat(heard).containsExactly("e1", "e3", "e4");
        assertThat(positions).containsExactly("null", "p1", "p1", "p3");
        assertThat(breaks).hasSize(2);
    }

    @Test
    void complainsWhereNobodyAnswersFromTheStart() {
        var nobody = new Timeline(api("http://127.0.0.1:1"));

        assertThatThrownBy(() -> nobody.follow(() -> {}, () -> {}, event -> true))
                .isInstanceOf(Complaint.class);
    }

    @Test
    void passesOnWhatTheListenerComplainsAbout() {
        assertThatThrownBy(() -> timeline.follow(() -> {}, () -> {}, event -> {
                    throw new Complaint("nobody reads");
                }))
                .hasMessageContaining("nobody reads");
    }

    @Test
    void namesTheCascadeThatLedToAnother() {
        assertThat(timeline.origin("c2")).isEqualTo("c1");
        assertThat(timeline.origin("c9")).isEmpty();
    }
}
