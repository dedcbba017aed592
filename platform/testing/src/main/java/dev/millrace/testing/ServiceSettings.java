package dev.millrace.testing;

import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.embedded.TopicPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a service under test is started with: free ports, the embedded infrastructure, a folder and callers of its own. */
public final class ServiceSettings {

    private final Path tokens;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<String> callers = new ArrayList<>();

    private ServiceSettings(Path directory) {
        tokens = directory.resolve("tokens");
        with("server.port", 0);
        with("management.server.port", 0);
        with("spring.kafka.bootstrap-servers", EmbeddedInfrastructure.bootstrapServers());
        with("millrace.topics.partitions", TopicPlan.partitionsOnOneBroker());
        with("spring.mongodb.uri", EmbeddedInfrastructure.mongodbUri());
        with("schema.registry.url", EmbeddedInfrastructure.registryUrl());
        with("millrace.artifacts.directory", directory.resolve("artifacts"));
        with("millrace.security.tokens-file", tokens);
        with("millrace.security.public-paths", "/openapi.json");
    }

    public static ServiceSettings in(Path directory) {
        return new ServiceSettings(directory);
    }

    /** A setting besides, or another value. */
    public ServiceSettings with(String name, Object value) {
        settings.put(name, value);
        return this;
    }

    /** Somebody who may call the service. */
    public ServiceSettings caller(String token, String subject, String project, String roles) {
        callers.add(caller(token, subject, project + " " + roles));
        return this;
    }

    /** The line of a tokens file. */
    public static String caller(String token, String subject, String projectAndRoles) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash) + " " + subject + " " + projectAndRoles;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As command line; writes the file of tokens. */
    public String[] arguments() {
        try {
            Files.write(tokens, callers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }
}
