package dev.millrace.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PipelinePropertiesTests {

    private static PipelineProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.training.pipeline", PipelineProperties.class);
    }

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of())).isEqualTo(new PipelineProperties(16, Duration.ofSeconds(15)));
        assertThat(bind(Map.of(
                        "millrace.training.pipeline.hop-limit", "9",
                        "millrace.training.pipeline.verdict-patience", "5s")))
                .isEqualTo(new PipelineProperties(9, Duration.ofSeconds(5)));
    }
}
