package dev.millrace.serving.model;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are loaded.
 *
 * @param cacheDirectory where the last versions are kept for a start without the platform; one instance each
 * @param loaders models that are loaded at a time
 * @param maxArtifact size from which a package or graph is refused
 * @param rehearsalLimit time in which a version has to answer its golden rows
 * @param startGrace time to wait for the platform before the versions on disk will do
 */
@ConfigurationProperties("millrace.serving")
record ModelProperties(
        @DefaultValue(".millrace/serving") Path cacheDirectory,
        @DefaultValue("2") int loaders,
        @DefaultValue("512MB") DataSize maxArtifact,
        @DefaultValue("10s") Duration rehearsalLimit,
        @DefaultValue("5s") Duration startGrace) {

    ModelProperties {
        if (loaders < 1) {
            throw new IllegalArgumentException("millrace.serving.loaders must be at least 1");
        }
    }
}
