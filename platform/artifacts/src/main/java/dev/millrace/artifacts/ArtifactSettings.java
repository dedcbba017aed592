package dev.millrace.artifacts;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts lie.
 *
 * @param directory created where it does not exist
 * @param abandonedAfter age at which a draft counts as left behind by a crash; looked for at each start
 */
@ConfigurationProperties("millrace.artifacts")
record ArtifactSettings(
        @DefaultValue(".millrace/artifacts") Path directory,
        @DefaultValue("PT24H") Duration abandonedAfter) {}
