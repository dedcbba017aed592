package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knocks at every door that a service says it has, as a stranger and as somebody without the role. */
final class RouteSweep {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    /** Open to everybody, as the Open Inference Protocol wants it. */
    private static final String HEALTH = "/v2/health/";

    /** Whoever has a token may ask who that makes them. */
    private static final String WHOAMI = "/v1/whoami";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    RouteSweep(String base) {
        this.base = base;
    }

    /**
     * @param outsiders tokens of people who share no role, so that each door is closed to one of them
     * @return how many doors there are
     */
    int run(List<String> outsiders) throws IOException {
        int doors = 0;
        var document = new JsonMapper().readTree(body(URI.create(base + "/openapi.json")));
        for (var path : document.path("paths").properties()) {
            for (String method : METHODS) {
                if (path.getValue().has(method) && !path.getKey().startsWith(HEALTH)) {
                    knock(path.getKey(), method, path.getValue().path(method), outsiders);
                    doors++;
                }
            }
        }
        return doors;
    }

    private void knock(String pattern, String method, JsonNode route, List<String> outsiders) throws IOException {
        var door = method.toUpperCase(Locale.ROOT) + " " + base + pattern;
        assertThat(status(pattern, method, route, null)).as(door).isEqualTo(401);
        if (pattern.equals(WHOAMI)) {
            return;
        }
        for (String outsider : outsiders) {
            if (status(pattern, method, route, outsider) == 403) {
                return;
            }
        }
        throw new AssertionError(door + " is open to everybody with a token");
    }

    private int status(String pattern, String method, JsonNode route, @Nullable String token) throws IOException {
        var path = pattern.replaceAll("\\{version}", "1").replaceAll("[{}]", "");
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody());
        route.path("requestBody").path("content").propertyNames().stream()
                .findFirst()
                .ifPresent(type -> request.header("Content-Type", type));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String body(URI uri) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
