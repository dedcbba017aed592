package dev.millrace.messaging;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go. Without an endpoint none are recorded.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}
 * @param headers to send along, such as a collector's token; those without a value are left out
 * @param sampling share of the cascades whose spans are recorded, 0 to 1; all services choose the same ones
 */
@ConfigurationProperties("millrace.tracing")
public record TracingProperties(
        @Nullable URI endpoint,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("1") double sampling) {

    public TracingProperties {
        endpoint = endpoint == null || endpoint.toString().isBlank() ? null : endpoint;
        headers = headers.entrySet().stream()
                .filter(header -> !header.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("millrace.tracing.sampling is between 0 and 1");
        }
    }

    @Override
    public String toString() {
        return "TracingProperties[endpoint=%s, headers=%s, sampling=%s]"
                .formatted(endpoint, headers.keySet(), sampling);
    }
}
