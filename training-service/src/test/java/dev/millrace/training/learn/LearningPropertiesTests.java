package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LearningPropertiesTests {

    @Test
    void readsWhatTheHeapHoldsUnlessItIsSet() {
        assertThat(bind(Map.of()).cells(512L << 20)).isEqualTo(3_355_443);
        assertThat(bind(Map.of("millrace.training.learn.max-cells", "9")).cells(512L << 20))
                .isEqualTo(9);
    }

    private static LearningProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.training.learn", LearningProperties.class);
    }
}
