package dev.millrace.messaging.wire;

import java.io.IOException;
import java.net.HttpRetryException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the REST API that Confluent, Apicurio, Karapace and Redpanda share. */
public final class ConfluentRegistry implements SchemaRegistry {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";
    private static final int ATTEMPTS = 5;
    private static final MediaType REGISTRY_JSON = MediaType.parseMediaType("application/vnd.schemaregistry.v1+json");

    private final List<URI> urls;
    private final RestClient http;

    /**
     * @param urls tried in this order
     * @param http with timeouts, and with what the registry wants to see of its callers
     */
    public ConfluentRegistry(List<URI> urls, RestClient http) {
        this.urls = List.copyOf(urls);
        this.http = http;
    }

    @Override
    public Optional<Integer> lookUp(String subject, String json) {
        return send(HttpMethod.POST, "/subjects/" + encoded(subject) + "?normalize=false", Map.of("schema", json))
                .map(answer -> answer.path("id").asInt());
    }

    @Override
    public int register(String subject, String json) {
        var path = "/subjects/" + encoded(subject) + "/versions";
        return send(HttpMethod.POST, path, Map.of("schema", json))
                .orElseThrow(() -> new RegistryException("the registry answers 404 for " + path))
                .path("id")
                .asInt();
    }

    @Override
    public void requireBackwardTransitive(String subject) {
        var path = "/config/" + encoded(subject);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (required(path) || require(path)) {
                return;
            }
        }
        throw new RegistryException("the schema registry answered 409 to %s %d times".formatted(path, ATTEMPTS));
    }

    private boolean required(String path) {
        return send(HttpMethod.GET, path, null)
                .filter(answer -> answer.path("compatibilityLevel").asString("").equals(COMPATIBILITY))
                .isPresent();
    }

    /** False where somebody else was just about to: the services of a new system all start at once. */
    private boolean require(String path) {
        try {
            if (send(HttpMethod.PUT, path, Map.of("compatibility", COMPATIBILITY))
                    .isEmpty()) {
                throw new RegistryException("the registry answers 404 for " + path);
            }
            return true;
        } catch (RegistryException e) {
            if (e.status() != HttpStatus.CONFLICT.value()) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public Optional<String> byId(int id) {
        return send(HttpMethod.GET, "/schemas/ids/" + id, null)
                .map(answer -> answer.path("schema").asString());
    }

    private Optional<JsonNode> send(HttpMethod method, String path, @Nullable Map<String, String> body) {
        RegistryException last = new RegistryException("schema.registry.url names no registry");
        for (URI url : urls) {
            try {
                return ask(method, URI.create(url + path), path, body);
            } catch (ResourceAccessException e) {
                if (e.getCause() instanceof HttpRetryException refused) {
                    throw refused(refused.responseCode(), path);
                }
                last = new RegistryException("no answer from the schema registry at " + url, e);
            }
        }
        throw last;
    }

    private Optional<JsonNode> ask(HttpMethod method, URI uri, String path, @Nullable Map<String, String> body) {
        var request = http.method(method).uri(uri).accept(REGISTRY_JSON, MediaType.APPLICATION_JSON);
        if (body != null) {
            request.contentType(REGISTRY_JSON).body(JSON.writeValueAsBytes(body));
        }
        return request.exchangeForRequiredValue((sent, response) -> answer(path, response));
    }

    private static Optional<JsonNode> answer(String path, ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode();
        if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return Optional.empty();
        }
        if (!status.is2xxSuccessful()) {
            throw refused(status.value(), path);
        }
        try {
            return Optional.of(JSON.readTree(response.getBody().readAllBytes()));
        } catch (JacksonException e) {
            throw new RegistryException("the schema registry did not answer in JSON", e);
        }
    }

    private static RegistryException refused(int status, String path) {
        return new RegistryException(status, "the schema registry answered %d to %s".formatted(status, path));
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }
}
