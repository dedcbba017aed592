package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The stack of deploy/compose.yaml on ports of its own, made from the images that this machine has. */
final class ComposeStack implements AutoCloseable {

    private static final Path COMPOSE =
            Path.of("../compose.yaml").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Map<String, String> MONGO = Map.of("MILLRACE_STORE_IMAGE", "mongo:8.2");
    private static final Map<String, String> FERRET = Map.of(
            "MILLRACE_STORE_IMAGE", "ghcr.io/ferretdb/ferretdb-eval:2.7.0",
            "MILLRACE_STORE_DATA", "/var/lib/postgresql/data");

    private final Path directory;
    private final Map<String, String> variables;

    private ComposeStack(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = variables;
    }

    /** The stack, or nothing where no Docker engine has the images; what is missing is said aloud. */
    static Optional<ComposeStack> onThisMachine(Path directory, int offset) {
        var variables = new HashMap<>(ports(offset));
        variables.put("COMPOSE_PROJECT_NAME", "millrace-test-" + offset);
        var stack = new ComposeStack(directory, variables);
        var missing = Stream.of(
                        "apache/kafka:4.2.2",
                        "apicurio/apicurio-registry:3.3.3",
                        "eclipse-temurin:25-jre",
                        "prom/prometheus:v3.5.3")
                .filter(image -> !stack.has(image))
                .toList();
        var store = Stream.of(MONGO, FERRET)
                .filter(images -> stack.has(images.get("MILLRACE_STORE_IMAGE")))
                .findFirst();
        if (!missing.isEmpty() || store.isEmpty()) {
            System.out.println("SKIPPED: the stack in containers. Missing here: "
                    + (missing.isEmpty() ? "an image of a document store" : String.join(", ", missing)));
            return Optional.empty();
        }
        variables.putAll(store.get());
        // A run that was killed leaves containers behind, which Docker starts again with itself; what they became is
        // not ours.
        stack.close();
        return Optional.of(stack);
    }

    private static Map<String, String> ports(int offset) {
        var bases = new HashMap<>(Map.of(
                "KAFKA", 9092, "SCHEMA_REGISTRY", 8081, "STORE", 27_017, "SERVING_GRPC", 8305, "INGESTION", 8101));
        bases.putAll(Map.of("VALIDATION", 8102, "TRAINING", 8103, "REGISTRY", 8104, "SERVING", 8105));
        bases.put("MONITORING", 8106);
        bases.put("PROMETHEUS", 9090);
        bases.put("CONSOLE", 8100);
        var ports = new HashMap<String, String>();
        bases.forEach((name, port) -> ports.put("MILLRACE_" + name + "_PORT", Integer.toString(port + offset)));
        return ports;
    }

    private boolean has(String image) {
        return docker("image", "inspect", image).exitCode() == 0;
    }

    void build() {
        compose("build").succeeded();
    }

    /** Starts what does not run, so many replicas of services too; returns when all of it is healthy. */
    void up(String... scales) {
        var arguments = Stream.concat(
                Stream.of("--profile", "metrics", "up", "--pull", "never", "--no-build", "--wait"),
                Stream.of(scales).flatMap(scale -> Stream.of("--scale", scale)));
        compose(arguments.toArray(String[]::new)).succeeded();
    }

    /** Kills every replica of the service. */
    void kill(String service) {
        compose("kill", service).succeeded();
    }

    void kill(Container container) {
        docker("kill", container.id()).succeeded();
    }

    /** A running container. */
    record Container(String id) {}

    List<Container> containers(String service) {
        return compose("ps", "-q", service)
                .succeeded()
                .output()
                .lines()
                .map(Container::new)
                .toList();
    }

    /** How many replicas of each service give Prometheus a value of the expression at this moment. */
    Map<String, Long> replicas(String expression) {
        var query = URI.create("http://127.0.0.1:" + variables.get("MILLRACE_PROMETHEUS_PORT") + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(query).build(), BodyHandlers.ofString());
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("data")
                    .path("result")
                    .valueStream()
                    .map(series -> series.path("metric"))
                    .collect(Collectors.groupingBy(
                            metric -> metric.path("service").asString(), TreeMap::new, Collectors.counting()));
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the command needs to work on this stack. */
    Map<String, String> environment() {
        var printed = compose("run", "--rm", "--no-deps", "-T", "setup", "env", "--json")
                .succeeded();
        var json = printed.output().substring(printed.output().indexOf('{'));
        return JsonMapper.shared().readValue(json, new TypeReference<Map<String, String>>() {});
    }

    /** What Docker knows of the service's container. */
    String inspect(String service, String format) {
        return docker(
                        "inspect",
                        "--format",
                        format,
                        containers(service).getFirst().id())
                .succeeded()
                .output()
                .strip();
    }

    private PackagedStack.Result compose(String... arguments) {
        var all = Stream.concat(Stream.of("compose", "-f", COMPOSE.toString()), Stream.of(arguments));
        return docker(all.toArray(String[]::new));
    }

    private PackagedStack.Result docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var printed = Files.createTempFile(directory, "docker", ".out");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ended", command)
                    .isTrue();
            return new PackagedStack.Result(process.exitValue(), Files.readString(printed));
        } catch (IOException e) {
            return new PackagedStack.Result(-1, "there is no docker here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        compose("--profile", "metrics", "down", "--volumes", "--timeout", "5");
    }
}
