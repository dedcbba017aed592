package dev.millrace.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Reads pages as a browser without script does: keeps cookies, fills in forms, follows nothing by itself. */
final class Visitor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Visitor(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** Signed in with a token, as a person would. */
    static Visitor signedIn(int port, String token) {
        var visitor = new Visitor(port);
        visitor.submit(visitor.page("/sign-in"), "form.stack", Map.of("token", token));
        return visitor;
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** A page of another server, or of this one by its whole address. */
    HttpResponse<String> visit(String address) {
        return send(HttpRequest.newBuilder(URI.create(base).resolve(address))
                .header("Accept", "text/html")
                .build());
    }

    /** Sends a form to another server. */
    HttpResponse<String> send(String address, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(written(fields)))
                .build());
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The first line of an answer that does not end. */
    String firstLine(String path) {
        try (var lines = lines(path)) {
            return lines.findFirst().orElseThrow();
        }
    }

    /** The lines of an answer that does not end. Close the stream to hang up. */
    Stream<String> lines(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.ofLines()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A page whose panels were waited for. */
    Document page(String path) {
        return Jsoup.parse(get(path, "X-Millrace-Again", "1").body());
    }

    /** Sends a form of a page with its hidden fields, and some filled in. */
    HttpResponse<String> submit(Document page, String form, Map<String, String> filled) {
        var fields = page.select(form + " [name]").stream()
                .filter(field -> !field.attr("type").equals("checkbox"))
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.val(), (one, other) -> one));
        fields.putAll(filled);
        return post(page.select(form).attr("action"), fields);
    }

    /** The same for a form that goes where the page came from. */
    HttpResponse<String> submit(Document page, String form, Map<String, String> filled, String path) {
        page.select(form).attr("action", path);
        return submit(page, form, filled);
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(written(fields)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** The path of a ticket, as a program gets it for a token. */
    String ticket(String token) {
        var request = HttpRequest.newBuilder(URI.create(base + "/sign-in/tickets"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
        return send(request.build()).body().replaceFirst(".*\"(/sign-in/\\w+)\".*", "$1");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
