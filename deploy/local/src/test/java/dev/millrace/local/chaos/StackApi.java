package dev.millrace.local.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stack over HTTP, found by the variables that {@code millrace env} prints. */
public final class StackApi {

    /** Every service, in the order of the loop. */
    public static final List<String> SERVICES =
            List.of("ingestion", "validation", "training", "registry", "serving", "monitoring");

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final int MANAGEMENT = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Map<String, String> environment;

    public StackApi(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** An answer with its body as JSON, or as a text where it is none. */
    public record Reply(int status, JsonNode body) {

        boolean ok() {
            return status / 100 == 2;
        }

        String code() {
            return body.path("code").asString("");
        }
    }

    String variable(String name) {
        var value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: eval \"$(./millrace env)\"");
        }
        return value;
    }

    /** Where each replica of a service answers. */
    List<String> urls(String service) {
        var name = "MILLRACE_" + service.toUpperCase(Locale.ROOT) + "_URL";
        return Arrays.asList(
                environment.getOrDefault(name + "S", variable(name)).split(",", -1));
    }

    /** Where any one replica of a service answers, as a gateway picks one for each request. */
    String anyUrl(String service, Random random) {
        var urls = urls(service);
        return urls.get(random.nextInt(urls.size()));
    }

    /** Asks whichever replica answers. */
    Reply get(String service, String path) throws IOException {
        IOException last = new IOException(service + " has no address");
        for (String url : urls(service)) {
            try {
                return send(request(url + path, "MILLRACE_TOKEN").GET());
            } catch (IOException away) {
                last = away;
            }
        }
        throw last;
    }

    /** The text of the schema with that id. */
    String schema(int id) throws IOException {
        var answer = send(request(variable("MILLRACE_SCHEMA_REGISTRY_URL") + "/schemas/ids/" + id, "MILLRACE_TOKEN")
                .GET());
        if (!answer.ok()) {
            throw new IOException("the schema registry answers " + answer.status() + " about schema " + id);
        }
        return answer.body().path("schema").asString();
    }

    /** Sends a body to one replica, as the owner of a token. */
    Reply post(String url, String token, String body, String... headers) throws IOException {
        return send(request(url, token).POST(BodyPublishers.ofString(body)).headers(headers));
    }

    /** Asks for predictions, for which nobody waits long. */
    Reply predict(String url, String model, String body) throws IOException {
        return send(request(url + "/v1/models/" + model + ":predict", "MILLRACE_TOKEN")
                .timeout(SOON)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** What every replica of a service measures about itself, by its address. */
    String metrics(String url) throws IOException {
        return text(request(management(url) + "/actuator/prometheus", "MILLRACE_TOKEN")
                        .GET())
                .body();
    }

    boolean ready(String url) {
        try {
            return text(request(management(url) + "/actuator/health/readiness", "MILLRACE_TOKEN")
                                    .GET())
                            .statusCode()
                    == 200;
        } catch (IOException away) {
            return false;
        }
    }

    /** The management port lies a hundred above the main one. */
    private static String management(String url) {
        var address = URI.create(url);
        return "http://" + address.getHost() + ":" + (address.getPort() + MANAGEMENT);
    }

    private HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + variable(token));
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        var answer = text(request);
        try {
            return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JacksonException other) {
            return new Reply(answer.statusCode(), JSON.stringNode(answer.body()));
        }
    }

    private HttpResponse<String> text(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
