package dev.millrace.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is signed in to the console, with a session of their own. */
final class ConsoleReader {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String cookie;

    private ConsoleReader(String cookie) {
        this.cookie = cookie;
    }

    static ConsoleReader signIn() throws IOException, InterruptedException {
        var asked = HttpRequest.newBuilder(address("/sign-in/tickets"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("token", Stack.variable("MILLRACE_TOKEN")))))
                .build();
        var ticket = JSON.readTree(HTTP.send(asked, BodyHandlers.ofString()).body());
        var entered = HTTP.send(
                HttpRequest.newBuilder(address(ticket.path("path").asString())).build(), BodyHandlers.discarding());
        var session = entered.headers().allValues("Set-Cookie").stream()
                .filter(header -> header.contains("Path=/") && header.contains("HttpOnly"))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IOException("the console has signed nobody in: " + entered.statusCode()));
        return new ConsoleReader(session.replaceFirst(";.*", ""));
    }

    /**
     * How a page came.
     *
     * @param firstByte milliseconds until its answer began
     * @param whole milliseconds until all of it had come
     * @param bytes as they were sent, compressed
     * @param complete whether every service that it asks has answered
     */
    record Opened(long firstByte, long whole, long bytes, boolean complete) {}

    /** Opens a page. */
    Opened open(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var answer = send(path, "Accept", "text/html");
        long first = System.nanoTime();
        try (var body = answer.body()) {
            var bytes = body.readAllBytes();
            long end = System.nanoTime();
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": " + answer.statusCode());
            }
            var zipped = answer.headers().firstValue("Content-Encoding").isPresent();
            var page = zipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
            var html = new String(page, StandardCharsets.UTF_8);
            return new Opened(
                    millis(first - start),
                    millis(end - start),
                    bytes.length,
                    !html.contains("data-late") && !html.contains("data-silent"));
        }
    }

    /** Asks for a page again, as its script does. */
    void again(String path) throws IOException, InterruptedException {
        try (var body = send(path, "X-Millrace-Again", "1").body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Follows what happens; each line that names something is told. */
    void follow(Runnable happened) throws IOException, InterruptedException {
        try (var lines = new BufferedReader(new InputStreamReader(
                send("/live", "Accept", "text/event-stream").body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    happened.run();
                }
            }
        }
    }

    private HttpResponse<InputStream> send(String path, String header, String value)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address(path)).header("Cookie", cookie).header(header, value);
        if (!path.equals("/live")) {
            request.header("Accept-Encoding", "gzip");
        }
        return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static URI address(String path) {
        return URI.create(Stack.variable("MILLRACE_CONSOLE_URL") + path);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
