package dev.millrace.ingestion.announced;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Files that producers outside announce.
 *
 * @param permitted the directory that they may name files of; where it is not set, every announcement is refused
 * @param workers files that one replica takes in at a time
 */
@ConfigurationProperties("millrace.ingestion.announced")
record AnnouncedProperties(
        @Nullable Path permitted, @DefaultValue("2") int workers) {}
