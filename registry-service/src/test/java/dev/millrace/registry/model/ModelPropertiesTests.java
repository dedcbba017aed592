package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ModelPropertiesTests {

    private static ModelProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.registry.model", ModelProperties.class);
    }

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ModelProperties(
                        1e-6, DataSize.ofMegabytes(8), Duration.ofSeconds(10), Duration.ofMinutes(2)));
    }

    @Test
    void isSetByTheseNames() {
        assertThat(bind(Map.of(
                        "millrace.registry.model.metric-tolerance", "0.01",
                        "millrace.registry.model.graph-size", "1MB",
                        "millrace.registry.model.graph-limit", "1s",
                        "millrace.registry.model.return-after", "30s")))
                .isEqualTo(new ModelProperties(
                        0.01, DataSize.ofMegabytes(1), Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    @Test
    void refusesANegativeTolerance() {
        assertThatThrownBy(() -> bind(Map.of("millrace.registry.model.metric-tolerance", "-1")))
                .hasRootCauseMessage("millrace.registry.model.metric-tolerance must not be negative");
    }
}
