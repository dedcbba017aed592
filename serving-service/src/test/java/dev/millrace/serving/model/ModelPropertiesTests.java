package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ModelPropertiesTests {

    private static ModelProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.serving", ModelProperties.class);
    }

    @Test
    void hasTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ModelProperties(
                        Path.of(".millrace/serving"),
                        2,
                        DataSize.ofMegabytes(512),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5)));
    }

    @Test
    void isSetByTheseNames() {
        var settings = bind(Map.of(
                "millrace.serving.cache-directory", "/var/cache",
                "millrace.serving.loaders", "4",
                "millrace.serving.max-artifact", "1MB",
                "millrace.serving.rehearsal-limit", "1s",
                "millrace.serving.start-grace", "2s"));

        assertThat(settings)
                .isEqualTo(new ModelProperties(
                        Path.of("/var/cache"),
                        4,
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }
}
