package dev.millrace.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrainingPropertiesTests {

    private static TrainingProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("training.run", TrainingProperties.class);
    }

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of())).isEqualTo(new TrainingProperties(1, 16, Duration.ofSeconds(15)));
        assertThat(bind(Map.of(
                        "training.run.concurrency", "3",
                        "training.run.hop-limit", "9",
                        "training.run.verdict-patience", "5s")))
                .isEqualTo(new TrainingProperties(3, 9, Duration.ofSeconds(5)));
    }
}
