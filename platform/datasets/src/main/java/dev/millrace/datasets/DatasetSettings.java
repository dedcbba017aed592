package dev.millrace.datasets;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a service's DuckDB may take.
 *
 * @param memory limit for all sessions together; what does not fit spills to disk
 * @param spill limit of the disk space for that
 * @param threads that all sessions share
 */
@ConfigurationProperties("millrace.datasets")
record DatasetSettings(
        @DefaultValue("384MB") DataSize memory,
        @DefaultValue("8GB") DataSize spill,
        @DefaultValue("2") int threads) {

    Limits limits() {
        return new Limits(memory.toBytes(), spill.toBytes(), threads);
    }
}
