package dev.millrace.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RunPropertiesTests {

    private static RunProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.training.run", RunProperties.class);
    }

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of())).isEqualTo(new RunProperties(1));
        assertThat(bind(Map.of("millrace.training.run.concurrency", "3"))).isEqualTo(new RunProperties(3));
    }
}
