package dev.millrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A schema registry in a process of its own that ends with this one. */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final String url;

    private EmbeddedRegistry(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Starts with nothing registered; returns when it answers. */
    public static EmbeddedRegistry start() {
        var port = Ports.free();
        var program = RegistryProgram.ofBuild();
        try {
            var log = Files.createTempFile("schema-registry", ".log");
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx192m",
                    "-jar",
                    program.jar().toString());
            builder.environment().putAll(program.inMemory(port, Ports.free()));
            builder.redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-registry"));
            var registry = new EmbeddedRegistry(process, log, RegistryProgram.url(port));
            registry.awaitAnswer();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the schema registry", e);
        }
    }

    private void awaitAnswer() throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        try (var http = HttpClient.newHttpClient()) {
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                if (answers(http, request)) {
                    return;
                }
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the schema registry ended: " + Files.readString(log));
                }
            }
            throw new IllegalStateException("the schema registry does not answer: " + Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry started", e);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The base of the Confluent-compatible API. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
