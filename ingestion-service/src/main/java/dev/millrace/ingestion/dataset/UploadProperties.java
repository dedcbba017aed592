package dev.millrace.ingestion.dataset;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one upload may take.
 *
 * @param limit bytes as they are sent
 * @param decompressedLimit bytes after decompression
 * @param ratioLimit how many times larger than sent a compressed upload may become
 * @param slowest bytes per second below which an upload is given up
 * @param patience time over which that is measured
 * @param columns that a file may have
 * @param workers files that are checked and converted at a time; others wait
 */
@ConfigurationProperties("millrace.ingestion.upload")
public record UploadProperties(
        @DefaultValue("2GB") DataSize limit,
        @DefaultValue("4GB") DataSize decompressedLimit,
        @DefaultValue("100") int ratioLimit,
        @DefaultValue("1KB") DataSize slowest,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("5000") int columns,
        @DefaultValue("2") int workers) {}
