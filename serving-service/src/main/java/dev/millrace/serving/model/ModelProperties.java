package dev.millrace.serving.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are loaded.
 *
 * @param loaders models that are loaded at a time
 * @param maxArtifact size from which a package or graph is refused
 * @param rehearsalLimit time in which a version has to answer its golden rows
 * @param startGrace time to wait for the platform before the versions on disk will do
 * @param firstRetry pause after the first failure to load a version; each further one is twice as long
 * @param longestRetry the longest such pause
 * @param fetchLimit how long the files of a version may be out of reach before that is told as a refusal
 * @param decisionLimit how long a request to load or unload waits for what comes of it
 */
@ConfigurationProperties("millrace.serving.model")
record ModelProperties(
        @DefaultValue("2") int loaders,
        @DefaultValue("512MB") DataSize maxArtifact,
        @DefaultValue("10s") Duration rehearsalLimit,
        @DefaultValue("5s") Duration startGrace,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("30s") Duration longestRetry,
        @DefaultValue("5m") Duration fetchLimit,
        @DefaultValue("30s") Duration decisionLimit) {

    ModelProperties {
        if (loaders < 1) {
            throw new IllegalArgumentException("millrace.serving.model.loaders must be at least 1");
        }
        if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("millrace.serving.model: 0 < first-retry <= longest-retry, but they are "
                    + firstRetry + " and " + longestRetry);
        }
    }
}
