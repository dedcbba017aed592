package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FeedbackPropertiesTests {

    private static final String KEPT = "millrace.monitoring.feedback.predictions-per-partition";

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of(KEPT, "7"))).isEqualTo(new FeedbackProperties(7));
        assertThat(bind(Map.of())).isEqualTo(new FeedbackProperties(1_000_000));
    }

    @Test
    void keepsOneAtLeast() {
        assertThatThrownBy(() -> bind(Map.of(KEPT, "0")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage(KEPT + " is at least 1");
    }

    private static FeedbackProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("millrace.monitoring.feedback", FeedbackProperties.class);
    }
}
