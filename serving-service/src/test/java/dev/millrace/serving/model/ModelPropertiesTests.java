package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ModelPropertiesTests {

    private static ModelProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.serving.model", ModelProperties.class);
    }

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ModelProperties(
                        2,
                        DataSize.ofMegabytes(512),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30)));
    }

    @Test
    void isSetByTheseNames() {
        var settings = bind(Map.of(
                "millrace.serving.model.loaders", "4",
                "millrace.serving.model.max-artifact", "1MB",
                "millrace.serving.model.rehearsal-limit", "1s",
                "millrace.serving.model.start-grace", "2s",
                "millrace.serving.model.first-retry", "10ms",
                "millrace.serving.model.longest-retry", "1s",
                "millrace.serving.model.fetch-limit", "4s",
                "millrace.serving.model.decision-limit", "3s"));

        assertThat(settings)
                .isEqualTo(new ModelProperties(
                        4,
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(3)));
    }
}
