package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LearningPropertiesTests {

    @Test
    void takesThreeQuartersOfTheHeapUnlessItIsSet() {
        assertThat(bind(Map.of()).memory(512L << 20)).isEqualTo(384L << 20);
        assertThat(bind(Map.of("millrace.training.learn.memory", "9MB")).memory(512L << 20))
                .isEqualTo(9L << 20);
    }

    private static LearningProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.training.learn", LearningProperties.class);
    }
}
