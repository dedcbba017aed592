package dev.millrace.ingestion.announced;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AnnouncedPropertiesTests {

    @Test
    void permitsNothingUnlessItIsSaid() {
        assertThat(bind(Map.of())).isEqualTo(new AnnouncedProperties(null, 2));
        assertThat(bind(Map.of(
                        "millrace.ingestion.announced.permitted", "/data/permitted",
                        "millrace.ingestion.announced.workers", "4")))
                .isEqualTo(new AnnouncedProperties(Path.of("/data/permitted"), 4));
    }

    private static AnnouncedProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("millrace.ingestion.announced", AnnouncedProperties.class);
    }
}
