package dev.millrace.ingestion.dataset.directory;

import dev.millrace.ingestion.dataset.TakeInFile;
import dev.millrace.messaging.trail.Spans;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Watches the directory of the settings; idle where they name none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DirectoryProperties.class)
class DirectoryConfiguration {

    @Bean
    Watch watch(DirectoryProperties settings, TakeInFile takeInFile, JsonMapper json, Clock clock, Spans spans) {
        Path root = settings.root();
        if (root == null) {
            return new Watch(() -> {}, settings.every(), false);
        }
        return new Watch(new TakeInFiles(root, settings, takeInFile, json, clock, spans)::run, settings.every(), true);
    }
}
