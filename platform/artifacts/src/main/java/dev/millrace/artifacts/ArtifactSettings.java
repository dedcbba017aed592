package dev.millrace.artifacts;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts lie.
 *
 * @param directory created where it does not exist
 */
@ConfigurationProperties("millrace.artifacts")
record ArtifactSettings(@DefaultValue(".millrace/artifacts") Path directory) {}
