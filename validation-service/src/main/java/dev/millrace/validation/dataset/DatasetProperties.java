package dev.millrace.validation.dataset;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How versions are judged.
 *
 * @param concurrency versions that one replica judges at a time
 */
@ConfigurationProperties("millrace.validation.dataset")
record DatasetProperties(@DefaultValue("2") int concurrency) {}
