package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.serving.ServingStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fixture: requests of one caller to a stack. */
public record Calls(ServingStack stack, String token) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** What is answered with 200 though the body has columns that the model does not have. */
    JsonNode answerOfKnownColumns(String path, String body) throws IOException, InterruptedException {
        return good(
                send(request(path).header("Millrace-Unknown-Columns", "ignore").POST(BodyPublishers.ofString(body))));
    }

    /** What is answered with 200. */
    public JsonNode answer(String path, String body) throws IOException, InterruptedException {
        return good(post(path, body));
    }

    /** What is answered with 200. */
    public JsonNode answer(String path) throws IOException, InterruptedException {
        return good(get(path));
    }

    private static JsonNode good(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    public static void assertProblem(HttpResponse<String> response, int status, String code) {
        var problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.path("code").asString("")).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem.path("error").asString("")).isNotEmpty();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stack.url() + path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
