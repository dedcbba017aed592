package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class TracingPropertiesTests {

    @Test
    void recordsNothingUnlessAnEndpointIsSet() {
        assertThat(bound(Map.of())).isEqualTo(new TracingProperties(null, Map.of(), 1));
        assertThat(bound(Map.of("millrace.tracing.endpoint", "")).endpoint()).isNull();
    }

    @Test
    void takesACollectorsTokenAndNeverTellsIt() {
        var settings = bound(Map.of(
                "millrace.tracing.endpoint",
                "http://collector:4318/v1/traces",
                "millrace.tracing.headers.authorization",
                "Bearer secret"));

        assertThat(settings.endpoint()).isEqualTo(URI.create("http://collector:4318/v1/traces"));
        assertThat(settings.headers()).containsEntry("authorization", "Bearer secret");
        assertThat(settings.toString()).contains("authorization").doesNotContain("secret");
    }

    /** A container gets every variable, set or not. */
    @Test
    void sendsNoHeaderThatHasNoValue() {
        assertThat(bound(Map.of("millrace.tracing.headers.authorization", "")).headers())
                .isEmpty();
    }

    @Test
    void takesWhatTheManualSetsInTheEnvironment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "MILLRACE_TRACING_ENDPOINT",
                                        "http://collector:4318/v1/traces",
                                        "MILLRACE_TRACING_SAMPLING",
                                        "0.1",
                                        "MILLRACE_TRACING_HEADERS_AUTHORIZATION",
                                        "Bearer t")));

        assertThat(Binder.get(environment)
                        .bind("millrace.tracing", TracingProperties.class)
                        .get())
                .isEqualTo(new TracingProperties(
                        URI.create("http://collector:4318/v1/traces"), Map.of("authorization", "Bearer t"), 0.1));
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThatThrownBy(() -> bound(Map.of("millrace.tracing.sampling", "10")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("millrace.tracing.sampling is between 0 and 1");
    }

    private static TracingProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.tracing", TracingProperties.class);
    }
}
