package dev.millrace.ingestion.dataset.directory;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The watched directory: {@code inbox/<dataset>/<file>} is taken in, and moved to {@code done} or {@code failed}.
 *
 * @param root of these three; nothing is watched where it is not set
 * @param every how often it is looked at
 * @param settled how long a file must not have changed before it counts as written whole
 * @param project of the datasets
 */
@ConfigurationProperties("millrace.ingestion.directory")
record DirectoryProperties(
        @Nullable Path root,
        @DefaultValue("1s") Duration every,
        @DefaultValue("2s") Duration settled,
        @DefaultValue("default") String project) {}
