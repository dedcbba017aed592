package dev.millrace.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schema registry (Apicurio) as a program to run: it is a Quarkus application with class loaders of its own and so
 * always has a process of its own.
 *
 * @param home the unpacked distribution
 */
public record RegistryProgram(Path home) {

    /** Its main class, for who gives it {@link #classPath()} instead of its own class loaders. */
    public static final String MAIN = "io.quarkus.runner.GeneratedMain";

    /** The copy that the build unpacked beside this module's classes. */
    public static RegistryProgram ofBuild() {
        try {
            var classes = Path.of(RegistryProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            var home = classes.resolveSibling("schema-registry");
            if (!Files.isRegularFile(home.resolve("quarkus-run.jar"))) {
                throw new IllegalStateException("no schema registry in " + home + ": build platform/embedded first");
            }
            return new RegistryProgram(home);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path jar() {
        return home.resolve("quarkus-run.jar");
    }

    /** All of it on one flat path: the virtual machine's own loader is the only one whose classes can be cached. */
    public String classPath() {
        return Stream.of(
                        "quarkus/transformed-bytecode.jar",
                        "quarkus/generated-bytecode.jar",
                        "app/*",
                        "lib/boot/*",
                        "lib/main/*")
                .map(entry -> home + File.separator + entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it must find in its environment to keep its schemas in memory. */
    public Map<String, String> inMemory(int port, int managementPort) {
        return environment("jdbc:h2:mem:registry", port, managementPort);
    }

    /** What it must find in its environment to keep its schemas in {@code directory}, whatever kills it. */
    public Map<String, String> durable(Path directory, int port, int managementPort) {
        var file = directory.toAbsolutePath().resolve("schemas");
        return environment("jdbc:h2:file:" + file + ";WRITE_DELAY=0", port, managementPort);
    }

    private static Map<String, String> environment(String database, int port, int managementPort) {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        environment.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
        environment.put("QUARKUS_LOG_LEVEL", "WARN");
        environment.put("QUARKUS_LOG_CATEGORY__IO_APICURIO__LEVEL", "WARN");
        environment.put("APICURIO_STORAGE_KIND", "sql");
        environment.put("APICURIO_STORAGE_SQL_KIND", "h2");
        environment.put("APICURIO_DATASOURCE_URL", database);
        environment.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10");
        // It never recovers from a first connection that took longer than this, and the default is 5 s.
        environment.put("QUARKUS_DATASOURCE_H2_JDBC_ACQUISITION_TIMEOUT", "120");
        environment.put("APICURIO_DATASOURCE_USERNAME", "sa");
        environment.put("APICURIO_DATASOURCE_PASSWORD", "sa");
        return environment;
    }

    /** The base of the Confluent-compatible API. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }
}
