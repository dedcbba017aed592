package dev.millrace.local.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with the rules of deploy/observability, which collects from a stack each second. */
public final class PrometheusProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final int port;

    private PrometheusProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; empty, and said aloud, where the program is not installed.
     *
     * @param targets host and port by the name of the service
     */
    public static Optional<PrometheusProcess> over(Map<String, String> targets, Path token, Path directory)
            throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            System.out.println("SKIPPED: the dashboards' queries. Debian's package prometheus is not installed here");
            return Optional.empty();
        }
        var services = targets.entrySet().stream()
                .map(target -> "      - {targets: [\"%s\"], labels: {service: %s}}"
                        .formatted(target.getValue(), target.getKey()))
                .collect(Collectors.joining("\n"));
        var configuration = Files.writeString(
                directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ["%s/rules/*.yml"]
                scrape_configs:
                  - job_name: millrace
                    metrics_path: /actuator/prometheus
                    authorization: {credentials_file: %s}
                    static_configs:
                %s
                """.formatted(Dashboards.DIRECTORY, token, services));
        int port = freePort();
        var process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return Optional.of(new PrometheusProcess(process, port));
    }

    /** Whether the expression has a series now: one whose names and labels fit nothing has none. Its value may be a rate of nothing. */
    public boolean answers(String expression) {
        return !ask("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result")
                .isEmpty();
    }

    /** The rules that could not be evaluated, with what was wrong. */
    public String troubleOfRules() {
        return ask("rules")
                .at("/data/groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .filter(rule -> rule.path("health").asString().equals("err"))
                .map(rule -> rule.path("name").asString() + ": "
                        + rule.path("lastError").asString())
                .collect(Collectors.joining("\n"));
    }

    private JsonNode ask(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            // While it starts it answers 503, in words.
            return response.statusCode() == 503
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(response.body());
        } catch (IOException notYet) {
            return JsonMapper.shared().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
