package dev.millrace.console.service;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with the six services. Addresses come from the settings and from known templates, never from a reader. */
@Component
public final class Services {

    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 400;
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
    private static final Pattern DOTS = Pattern.compile("\\.+");

    private final ServiceProperties properties;
    private final Clock clock;
    private final HttpClient http;
    private final UnderWay underWay = new UnderWay();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Services(ServiceProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.patience())
                .build();
    }

    /** Questions of a page that goes out soon, with what has come by then. */
    public Asking soon(String token) {
        return new Asking(this, token, false, Pending.after(properties.firstPatience()));
    }

    /** Questions that are waited for. */
    public Asking patiently(String token) {
        return new Asking(this, token, false, deadline());
    }

    /** The same of a page that has been shown and may have changed: what many pages of one reader ask at once is asked once. */
    public Asking again(String token) {
        return new Asking(this, token, true, deadline());
    }

    /** Until when questions are waited for that are sent now; a little longer than each may take, so that it says itself why not. */
    long deadline() {
        return Pending.after(properties.patience().plus(MARGIN));
    }

    /** Where a service answers. */
    public URI address(Part part) {
        return properties.address(part);
    }

    /** What does a long request, such as a stream, over the same connections. */
    public HttpClient http() {
        return http;
    }

    <T> CompletableFuture<Answer<T>> send(Part part, Class<T> type, String path, HttpRequest.Builder request) {
        return answer(part, type, path, exchange(part, path, request));
    }

    /** Reads once for all who ask the same in the same name meanwhile. */
    <T> CompletableFuture<Answer<T>> share(Part part, Class<T> type, String path, String token) {
        var question = new UnderWay.Question(token, part, path);
        return answer(part, type, path, underWay.answer(question, () -> exchange(part, path, reading(token))));
    }

    static HttpRequest.Builder reading(String token) {
        return HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + token)
                .GET();
    }

    private CompletableFuture<HttpResponse<byte[]>> exchange(Part part, String path, HttpRequest.Builder request) {
        var prepared = request.uri(uri(part, path))
                .timeout(properties.patience())
                .header("Accept", "application/json, application/problem+json")
                .build();
        return http.sendAsync(prepared, BodyHandlers.ofByteArray());
    }

    private <T> CompletableFuture<Answer<T>> answer(
            Part part, Class<T> type, String path, CompletableFuture<HttpResponse<byte[]>> coming) {
        var shown = "/json/" + part.label() + path;
        return coming.handle((response, failure) -> failure == null
                ? read(part, type, shown, response)
                : new Answer.Silent<T>(shown, part, reason(failure), clock.instant()));
    }

    private <T> Answer<T> read(Part part, Class<T> type, String shown, HttpResponse<byte[]> response) {
        if (response.statusCode() == UNAUTHORIZED) {
            throw new TokenRefused(part);
        }
        try {
            if (response.statusCode() >= FIRST_ERROR) {
                return new Answer.Refused<>(shown, response.statusCode(), problem(response.body()));
            }
            var body = response.statusCode() == NO_CONTENT ? EMPTY_OBJECT : response.body();
            return new Answer.Given<>(shown, json.readValue(body, type));
        } catch (JacksonException e) {
            return new Answer.Silent<>(
                    shown, part, "its answer could not be read: " + e.getOriginalMessage(), clock.instant());
        }
    }

    private Problem problem(byte[] body) {
        return body.length == 0 ? new Problem(null, null, null) : json.readValue(body, Problem.class);
    }

    private static String reason(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case HttpTimeoutException slow -> "no answer in time";
            case ConnectException refused -> "connection refused";
            case IOException broken -> "connection broken";
            default -> cause.getClass().getSimpleName();
        };
    }

    private URI uri(Part part, String path) {
        return URI.create(address(part).toString().replaceFirst("/+$", "") + path);
    }

    byte[] written(Object body) {
        return json.writeValueAsBytes(body);
    }

    /** Puts values into a path in such a form that they stay one segment or one value. */
    static String expand(String template, Object... values) {
        var remaining = Arrays.asList(values).iterator();
        return VARIABLE.matcher(template).replaceAll(variable -> {
            var value = UriUtils.encode(remaining.next().toString(), StandardCharsets.UTF_8);
            return DOTS.matcher(value).matches() ? value.replace(".", "%2E") : value;
        });
    }
}
