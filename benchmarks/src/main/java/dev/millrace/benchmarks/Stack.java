package dev.millrace.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stack under test, as its environment variables name it. */
final class Stack {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    static String variable(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: eval \"$(./millrace env)\"");
        }
        return value;
    }

    /** Declares a pipeline. */
    void apply(String pipeline, String yaml) throws IOException, InterruptedException {
        send(request("MILLRACE_REGISTRY_URL", "/v1/pipelines/" + pipeline)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(yaml))
                .build());
    }

    /** Uploads a CSV and returns the answer. */
    JsonNode upload(String dataset, byte[] csv, String mode) throws IOException, InterruptedException {
        return send(request("MILLRACE_INGESTION_URL", "/v1/datasets/" + dataset + "/versions?mode=" + mode)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofByteArray(csv))
                .build());
    }

    /** Uploads a CSV file that may be larger than the memory. */
    JsonNode upload(String dataset, Path csv) throws IOException, InterruptedException {
        return send(request("MILLRACE_INGESTION_URL", "/v1/datasets/" + dataset + "/versions")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofFile(csv))
                .build());
    }

    /** What a service answers; the variable names its address. */
    JsonNode get(String base, String path) throws IOException, InterruptedException {
        return send(request(base, path).GET().build());
    }

    private static HttpRequest.Builder request(String base, String path) {
        return HttpRequest.newBuilder(URI.create(variable(base) + path))
                .header("Authorization", "Bearer " + variable("MILLRACE_TOKEN"));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + ": " + answer.statusCode() + " "
                    + answer.body());
        }
        return json.readTree(answer.body());
    }
}
