package dev.millrace.local.client;

import dev.millrace.local.stack.Complaint;
import dev.millrace.local.stack.Part;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The services' public routes, in the name of one person; refusals become complaints in one line. */
public final class Api {

    /** The header by which a service knows a request that it has carried out. */
    public static final String KEY = "Idempotency-Key";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PLACE =
            List.of("row", "line", "column", "pointer", "didYouMean", "sample", "limit", "actual", "total");

    private static final Set<Integer> ABOUT_CONTENT = Set.of(413, 415, 422);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Endpoints endpoints;
    private final String token;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** As whoever may do everything. */
    public Api(Endpoints endpoints) {
        this(endpoints, endpoints.token(), PATIENCE);
    }

    /** The same, for questions whose answers nobody waits for longer. */
    Api(Endpoints endpoints, Duration patience) {
        this(endpoints, endpoints.token(), patience);
    }

    private Api(Endpoints endpoints, String token, Duration patience) {
        this.endpoints = endpoints;
        this.token = token;
        this.patience = patience;
    }

    /** As the reviewer, a second person: nobody decides about a model of their own data or run. */
    public static Api asReviewer(Endpoints endpoints) {
        return new Api(endpoints, endpoints.reviewerToken(), PATIENCE);
    }

    /** A name that somebody typed, as one step of a path. */
    public static String step(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public JsonNode get(Part service, String path) {
        return send(service, request(service, path).timeout(patience).GET().build());
    }

    /** Sends JSON. */
    public JsonNode post(Part service, String path, Object body) {
        return post(service, path, body, Map.of());
    }

    /** Sends JSON with headers of its own; what has an idempotency key is sent again where the answer was lost. */
    public JsonNode post(Part service, String path, Object body, Map<String, String> headers) {
        var request = request(service, path)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        try {
            return send(service, request.build());
        } catch (Complaint lost) {
            if (lost.getCause() instanceof IOException && headers.containsKey(KEY)) {
                return send(service, request.build());
            }
            throw lost;
        }
    }

    /** Sends a file of a kind. */
    public JsonNode postFile(Part service, String path, String contentType, Path file) {
        try {
            var request = request(service, path)
                    .timeout(patience)
                    .header("Content-Type", contentType)
                    .POST(BodyPublishers.ofFile(file))
                    .build();
            var response = exchange(service, request, BodyHandlers.ofInputStream());
            return read(service, response, code -> isAboutTheFile(response.statusCode(), code));
        } catch (FileNotFoundException e) {
            throw new Complaint("there is no file " + file + " that could be read", e);
        }
    }

    /** Removes what is there; the answer is what is told of it. */
    public JsonNode delete(Part service, String path) {
        return send(service, request(service, path).timeout(patience).DELETE().build());
    }

    /** Puts JSON. */
    public JsonNode put(Part service, String path, Object body) {
        return put(service, path, "application/json", JSON.writeValueAsString(body));
    }

    /** Sends text of a kind. */
    public JsonNode put(Part service, String path, String contentType, String text) {
        return send(
                service,
                request(service, path)
                        .timeout(patience)
                        .header("Content-Type", contentType)
                        .PUT(BodyPublishers.ofString(text))
                        .build());
    }

    /** Streams rows to ingestion, however long that takes. */
    public JsonNode upload(String path, Map<String, String> headers, BodyPublisher rows) {
        var request = request(Part.INGESTION, path).POST(rows);
        headers.forEach(request::header);
        var response = exchange(Part.INGESTION, request.build(), BodyHandlers.ofInputStream());
        return read(Part.INGESTION, response, code -> isAboutTheFile(response.statusCode(), code));
    }

    /** Whether a service refuses the file, and not the name of the dataset or another part of the request. */
    private static boolean isAboutTheFile(int status, String code) {
        return ABOUT_CONTENT.contains(status) && !code.startsWith("NAME_");
    }

    /** What is there, or null where there is nothing. */
    public @Nullable JsonNode find(Part service, String path) {
        var response =
                exchange(service, request(service, path).timeout(patience).GET().build(), BodyHandlers.ofInputStream());
        return response.statusCode() == 404 ? discard(response.body()) : read(service, response);
    }

    /** The lines of an answer that does not end. Close the stream to hang up. */
    Stream<String> lines(Part service, String path, Map<String, String> headers) {
        var request = request(service, path).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        var response = exchange(service, request.build(), BodyHandlers.ofLines());
        if (response.statusCode() >= 300) {
            throw new Complaint(service.label() + " answers " + response.statusCode() + " to " + path);
        }
        return response.body();
    }

    private HttpRequest.Builder request(Part service, String path) {
        return HttpRequest.newBuilder(URI.create(endpoints.url(service) + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(Part service, HttpRequest request) {
        return read(service, exchange(service, request, BodyHandlers.ofInputStream()));
    }

    private static JsonNode read(Part service, HttpResponse<InputStream> response) {
        return read(service, response, code -> false);
    }

    /** @param refusesFile by the problem's code */
    private static JsonNode read(Part service, HttpResponse<InputStream> response, Predicate<String> refusesFile) {
        try (InputStream body = response.body()) {
            if (response.statusCode() < 300) {
                return JSON.readTree(body);
            }
            var problem = problem(body);
            throw new Complaint(
                    "%s refuses: %d %s".formatted(service.label(), response.statusCode(), problem(problem)),
                    refusesFile.test(problem.path("code").asString("")) ? Complaint.REFUSED : 1);
        } catch (IOException e) {
            throw new Complaint(service.label() + " hung up: " + e.getMessage(), e);
        }
    }

    private static @Nullable JsonNode discard(InputStream body) {
        try (body) {
            body.readAllBytes();
            return null;
        } catch (IOException e) {
            throw new Complaint("the connection broke: " + e.getMessage(), e);
        }
    }

    private <T> HttpResponse<T> exchange(Part service, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new Complaint(
                    service.label() + " does not answer on " + endpoints.url(service) + ": "
                            + endpoints.remedy(service),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint("interrupted", e);
        }
    }

    /** Problem details, or as a text what is none. */
    private static JsonNode problem(InputStream body) throws IOException {
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }

    /** Problem details as one line. */
    static String problem(JsonNode problem) {
        return problem.isObject()
                ? problem.path("code").asString("") + ": "
                        + problem.path("detail").asString(problem.toString()) + place(problem)
                : problem.asString();
    }

    /** Where it is wrong, and by how much. */
    private static String place(JsonNode problem) {
        var place = PLACE.stream()
                .filter(field -> problem.path(field).isValueNode()
                        && !problem.path(field).isNull())
                .map(field -> field + " " + problem.path(field).asString())
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? "" : " (" + place + ")";
    }
}
