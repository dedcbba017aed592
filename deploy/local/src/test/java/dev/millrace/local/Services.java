package dev.millrace.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services of a stack over HTTP, asked by its administrator. */
final class Services {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode environment;

    Services(PackagedStack stack) {
        environment = stack.json("env");
    }

    /** What the stack's {@code env} command says. */
    String variable(String name) {
        return environment.path(name).asString();
    }

    HttpResponse<String> get(String service, String path) throws IOException {
        return send(request(service, path).GET());
    }

    /** What a service measures about itself, from its management port. */
    HttpResponse<String> metrics(String service) throws IOException {
        return send(request(managementOf(service)).GET());
    }

    /** The same for somebody without a token. */
    HttpResponse<String> metricsForStrangers(String service) throws IOException {
        return send(HttpRequest.newBuilder(managementOf(service)).timeout(PATIENCE));
    }

    URI managementOf(String service) {
        var url = URI.create(url(service));
        return URI.create("http://" + url.getHost() + ":" + (url.getPort() + 100) + "/actuator/prometheus");
    }

    /** The answer where there is one to be had, else nothing. */
    JsonNode ask(String service, String path) {
        try {
            return JSON.readTree(get(service, path).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    /** Sends a file of rows. */
    HttpResponse<String> upload(String dataset, String type, byte[] rows, String... headers) throws IOException {
        var request = request("ingestion", "/v1/datasets/" + dataset + "/versions")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(rows));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> upload(String dataset, String csv) throws IOException {
        return upload(dataset, "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends JSON. */
    HttpResponse<String> post(String service, String path, String json) throws IOException {
        return send(request(service, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String service, String path) {
        return request(URI.create(url(service) + path));
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + variable("MILLRACE_TOKEN"));
    }

    String url(String service) {
        return variable("MILLRACE_" + service.toUpperCase(Locale.ROOT) + "_URL");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
