package dev.millrace.messaging.kafka;

import dev.millrace.messaging.wire.ConfluentRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Reads the registry's settings under the names that Confluent's serializers use for them. */
final class RegistryAccess {

    private RegistryAccess() {}

    static ConfluentRegistry registry(Environment environment, Duration timeout, @Nullable SslBundles bundles) {
        var urls = Arrays.stream(environment
                        .getProperty("schema.registry.url", "http://127.0.0.1:8081/apis/ccompat/v7")
                        .split(",", -1))
                .map(url -> URI.create(url.strip().replaceAll("/+$", "")))
                .toList();
        return new ConfluentRegistry(urls, client(environment, timeout, bundles));
    }

    static boolean registers(Environment environment) {
        return environment.getProperty("auto.register.schemas", Boolean.class, true);
    }

    private static RestClient client(Environment environment, Duration timeout, @Nullable SslBundles bundles) {
        var client = RestClient.builder().requestFactory(requests(environment, timeout, bundles));
        var user = environment.getProperty("basic.auth.user.info");
        if (user != null) {
            client.defaultHeaders(headers ->
                    headers.setBasicAuth(Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))));
        }
        return client.build();
    }

    private static ClientHttpRequestFactory requests(
            Environment environment, Duration timeout, @Nullable SslBundles bundles) {
        var settings = HttpClientSettings.defaults().withTimeouts(timeout, timeout);
        var bundle = environment.getProperty("schema.registry.ssl.bundle");
        if (bundle != null && bundles != null) {
            settings = settings.withSslBundle(bundles.getBundle(bundle));
        }
        return ClientHttpRequestFactoryBuilder.simple().build(settings);
    }
}
