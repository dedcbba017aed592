package dev.millrace.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.local.stack.Complaint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsolePageTests {

    @SuppressWarnings("NullAway.Init")
    private HttpServer console;

    @BeforeEach
    void start() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/sign-in/tickets", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, body.contains("secret") ? 200 : 429, "{\"path\":\"/sign-in/abc\"}");
        });
        console.createContext("/sign-in/abc", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "session=1; Path=/");
            exchange.getResponseHeaders().set("Location", "/");
            answer(exchange, 302, "");
        });
        console.createContext("/assets/console.css", exchange -> answer(exchange, 200, "a > b { color: red; }"));
        console.createContext("/data/trips/versions/2", exchange -> {
            var cookie = exchange.getRequestHeaders().getFirst("Cookie");
            answer(exchange, cookie != null && cookie.contains("session=1") ? 200 : 302, """
                    <html><head><link rel="icon" href="/mark.svg"><link rel="stylesheet" href="/assets/console.css">
                    <script src="/assets/live.js" defer></script></head><body><form method="post"><input name="_csrf"></form>
                    <svg><use href="#mark-good"/></svg><a href="/data/trips">trips</a><p>asked %s</p></body></html>""".formatted(
                            exchange.getRequestURI().getQuery()));
        });
        console.start();
    }

    @AfterEach
    void stop() {
        console.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + console.getAddress().getPort();
    }

    @Test
    void hasItsStyleInsideAndNothingThatAsks() {
        var page = new ConsolePage(address(), "secret").standalone("/data/trips/versions/2");

        assertThat(page)
                .contains("<style>a > b { color: red; }</style>", "asked standalone&wait=1", "href=\"#mark-good\"")
                .contains("<a href=\"" + address() + "/data/trips\">")
                .doesNotContain("<script", "<link", "<form", "_csrf", "secret");
    }

    @Test
    void saysThatTheConsoleDoesNotAnswer() {
        var nowhere = new ConsolePage("http://127.0.0.1:1", "secret");

        assertThatThrownBy(() -> nowhere.standalone("/data"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("the console does not answer");
    }

    @Test
    void saysThatThereIsNoSuchPage() {
        var page = new ConsolePage(address(), "secret");

        assertThatThrownBy(() -> page.standalone("/data/none"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("the console answers 404 to /data/none");
    }
}
