package dev.millrace.monitoring.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionPropertiesTests {

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of("millrace.monitoring.retention.keep", "7d")))
                .isEqualTo(new RetentionProperties(Duration.ofDays(7)));
        assertThat(bind(Map.of())).isEqualTo(new RetentionProperties(Duration.ofDays(90)));
    }

    @Test
    void keepsForAnHourAtLeast() {
        assertThatThrownBy(() -> bind(Map.of("millrace.monitoring.retention.keep", "59m")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("millrace.monitoring.retention.keep must be at least an hour");
    }

    private static RetentionProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("millrace.monitoring.retention", RetentionProperties.class);
    }
}
