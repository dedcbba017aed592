package dev.millrace.messaging.wire;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the REST API that Confluent, Apicurio, Karapace and Redpanda share. */
public final class ConfluentRegistry implements SchemaRegistry {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final List<URI> urls;
    private final @Nullable String authorization;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param urls tried in this order
     * @param authorization value of that header; null for none
     */
    public ConfluentRegistry(List<URI> urls, @Nullable String authorization, Duration timeout) {
        this.urls = List.copyOf(urls);
        this.authorization = authorization;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Optional<Integer> lookUp(String subject, String json) {
        return send("POST", "/subjects/" + encoded(subject) + "?normalize=false", Map.of("schema", json))
                .map(answer -> answer.path("id").asInt());
    }

    @Override
    public int register(String subject, String json) {
        var path = "/subjects/" + encoded(subject) + "/versions";
        return send("POST", path, Map.of("schema", json))
                .orElseThrow(() -> new RegistryException("the registry answers 404 for " + path))
                .path("id")
                .asInt();
    }

    @Override
    public void requireBackwardTransitive(String subject) {
        var path = "/config/" + encoded(subject);
        if (send("PUT", path, Map.of("compatibility", "BACKWARD_TRANSITIVE")).isEmpty()) {
            throw new RegistryException("the registry answers 404 for " + path);
        }
    }

    @Override
    public Optional<String> byId(int id) {
        return send("GET", "/schemas/ids/" + id, null)
                .map(answer -> answer.path("schema").asString());
    }

    private Optional<JsonNode> send(String method, String path, @Nullable Map<String, String> body) {
        RegistryException last = new RegistryException("schema.registry.url names no registry");
        for (URI url : urls) {
            try {
                return answer(http.send(request(url + path, method, body), BodyHandlers.ofString()));
            } catch (IOException e) {
                last = new RegistryException("no answer from the schema registry at " + url, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryException("interrupted while asking the schema registry", e);
            }
        }
        throw last;
    }

    private HttpRequest request(String uri, String method, @Nullable Map<String, String> body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(timeout)
                .header("Accept", MEDIA_TYPE + ", application/json")
                .header("Content-Type", MEDIA_TYPE)
                .method(method, publisher);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static Optional<JsonNode> answer(HttpResponse<String> response) {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        if (response.statusCode() / 100 != 2) {
            throw new RegistryException("the schema registry answered %d to %s"
                    .formatted(response.statusCode(), response.uri().getPath()));
        }
        try {
            return Optional.of(JSON.readTree(response.body()));
        } catch (JacksonException e) {
            throw new RegistryException("the schema registry did not answer in JSON", e);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }
}
