package dev.millrace.monitoring;

import static org.awaitility.Awaitility.await;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.messaging.Lineage;
import dev.millrace.testing.ServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on the embedded infrastructure, with a database and a project of its own. */
final class RunningMonitoring implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final ConfigurableApplicationContext context;
    private final String base;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningMonitoring(ConfigurableApplicationContext context) {
        this.context = context;
        this.base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    static RunningMonitoring start(Path directory, String database, String project) throws IOException {
        return start(directory, database, project, Map.of());
    }

    static RunningMonitoring start(Path directory, String database, String project, Map<String, Object> more)
            throws IOException {
        var settings = ServiceSettings.in(directory)
                .caller(Replicas.TOKEN, "tester", project, "VIEWER,DATA_ENGINEER")
                .with("spring.mongodb.database", database)
                .with("millrace.monitoring.feedback.predictions-per-partition", "50000")
                .with("millrace.monitoring.alert.console", "http://console.example/");
        more.forEach(settings::with);
        return new RunningMonitoring(
                new SpringApplicationBuilder(MonitoringApplication.class).run(settings.arguments()));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Publishes an event, as often as it takes; schemas' ids may not be known yet. */
    <E extends SpecificRecord> void send(
            Topic<E> topic, E event, @Nullable Integer partition, Lineage lineage, String source) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> bean(DirectPublisher.class)
                                .sendOnce(topic, event, partition, lineage, source)
                                .get()
                        == null);
    }

    JsonNode get(String path) {
        return JSON.readTree(send(request(path).build()).body());
    }

    HttpResponse<String> put(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/yaml")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Lines of a stream, for as long as the caller reads. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    int statusWithoutToken(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + Replicas.TOKEN);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
