package dev.millrace.validation.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatasetPropertiesTests {

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of("millrace.validation.dataset.concurrency", "5"))).isEqualTo(new DatasetProperties(5));
        assertThat(bind(Map.of())).isEqualTo(new DatasetProperties(2));
    }

    private static DatasetProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("millrace.validation.dataset", DatasetProperties.class);
    }
}
