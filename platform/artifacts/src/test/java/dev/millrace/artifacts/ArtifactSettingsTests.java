package dev.millrace.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ArtifactSettingsTests {

    @Test
    void bindsEveryProperty() {
        assertThat(bind(Map.of("millrace.artifacts.directory", "/data/a")))
                .isEqualTo(new ArtifactSettings(Path.of("/data/a")));
        assertThat(bind(Map.of())).isEqualTo(new ArtifactSettings(Path.of(".millrace/artifacts")));
    }

    private static ArtifactSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("millrace.artifacts", ArtifactSettings.class);
    }
}
