package dev.millrace.messaging.kafka;

import dev.millrace.messaging.wire.ConfluentRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads the registry's settings under the names that Confluent's serializers use for them. */
final class RegistryAccess {

    private RegistryAccess() {}

    static ConfluentRegistry registry(Environment environment, Duration timeout) {
        var urls = Arrays.stream(environment
                        .getProperty("schema.registry.url", "http://127.0.0.1:8081/apis/ccompat/v7")
                        .split(",", -1))
                .map(url -> URI.create(url.strip().replaceAll("/+$", "")))
                .toList();
        return new ConfluentRegistry(urls, authorization(environment), timeout);
    }

    static boolean registers(Environment environment) {
        return environment.getProperty("auto.register.schemas", Boolean.class, true);
    }

    private static @Nullable String authorization(Environment environment) {
        var user = environment.getProperty("basic.auth.user.info");
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }
}
