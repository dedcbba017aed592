package dev.millrace.monitoring.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RoutingPropertiesTests {

    private static RoutingProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.monitoring.routing", RoutingProperties.class);
    }

    @Test
    void permitsNothingUnlessToldOtherwise() {
        var properties = bound(Map.of());

        assertThat(properties.permittedDestinations()).isEmpty();
        assertThat(properties.secrets()).isEmpty();
    }

    @Test
    void readsDestinationsAndSecrets() {
        var properties = bound(Map.of(
                "millrace.monitoring.routing.permitted-destinations", "hooks.slack.com:443,[::1]:25",
                "millrace.monitoring.routing.secrets.slack.file", "/run/secrets/slack",
                "millrace.monitoring.routing.secrets.key.environment", "WEBHOOK_KEY"));

        assertThat(properties.permittedDestinations()).containsExactly("hooks.slack.com:443", "[::1]:25");
        assertThat(properties.secrets())
                .containsEntry("slack", new RoutingProperties.Secret(null, Path.of("/run/secrets/slack")))
                .containsEntry("key", new RoutingProperties.Secret("WEBHOOK_KEY", null));
    }

    @Test
    void refusesADestinationWithoutAPort() {
        assertThatThrownBy(() -> new RoutingProperties(List.of("hooks.slack.com"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void refusesASecretThatIsNowhereOrInTwoPlaces() {
        assertThatThrownBy(() -> new RoutingProperties.Secret(null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RoutingProperties.Secret("A", Path.of("b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
