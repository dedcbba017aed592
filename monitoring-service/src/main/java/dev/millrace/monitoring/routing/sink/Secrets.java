package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.RoutingProperties.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The secrets that the configuration defines. Their values go into requests, and nowhere else. */
final class Secrets {

    private final Map<String, Secret> defined;
    private final UnaryOperator<@Nullable String> environment;

    /** @param environment from the name of a variable to its value */
    Secrets(Map<String, Secret> defined, UnaryOperator<@Nullable String> environment) {
        this.defined = Map.copyOf(defined);
        this.environment = environment;
    }

    /** The value, without the white space around it. */
    String value(String name) throws MisconfiguredException {
        var secret = defined.get(name);
        if (secret == null) {
            throw new MisconfiguredException(
                    "SECRET_UNKNOWN", "the configuration of the monitoring service defines no secret " + name);
        }
        var value = read(name, secret);
        if (value == null || value.isBlank()) {
            throw new MisconfiguredException("SECRET_MISSING", "the secret %s has no value".formatted(name));
        }
        return value.strip();
    }

    private @Nullable String read(String name, Secret secret) throws MisconfiguredException {
        var file = secret.file();
        try {
            return file == null ? environment.apply(secret.environment()) : Files.readString(file);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "SECRET_MISSING", "the file of the secret %s cannot be read".formatted(name));
        }
    }
}
