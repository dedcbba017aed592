package dev.millrace.messaging;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret that all services share and nobody else has. With it they sign what they publish on topics that are open to
 * producers outside, so that nobody who may write there can pass for one of them.
 *
 * @param key at least 32 characters; without one, an event's id alone tells that it is Millrace's own
 * @param required whether an event that says it is Millrace's own must be signed; false while the key is being rolled out
 */
@ConfigurationProperties("millrace.messaging.signing")
public record SigningProperties(
        @Nullable String key, @DefaultValue("true") boolean required) {

    private static final int SHORTEST = 32;

    public SigningProperties {
        key = key == null || key.isBlank() ? null : key;
        if (key != null && key.length() < SHORTEST) {
            throw new IllegalArgumentException("millrace.messaging.signing.key has at least 32 characters");
        }
    }

    @Override
    public String toString() {
        return "SigningProperties[key=" + (key == null ? "none" : "…") + ", required=" + required + "]";
    }
}
