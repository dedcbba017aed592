package dev.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DatasetSettingsTests {

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of(
                        "millrace.datasets.memory", "1GB",
                        "millrace.datasets.spill", "2GB",
                        "millrace.datasets.threads", "4")))
                .isEqualTo(new DatasetSettings(DataSize.ofGigabytes(1), DataSize.ofGigabytes(2), 4));
        assertThat(bind(Map.of()))
                .isEqualTo(new DatasetSettings(DataSize.ofMegabytes(384), DataSize.ofGigabytes(8), 2));
    }

    private static DatasetSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("millrace.datasets", DatasetSettings.class);
    }
}
