package dev.millrace.training.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this replica trains.
 *
 * @param concurrency runs at a time; one uses every core by itself
 */
@ConfigurationProperties("millrace.training.run")
record RunProperties(@DefaultValue("1") int concurrency) {

    RunProperties {
        if (concurrency < 1) {
            throw new IllegalArgumentException("millrace.training.run.concurrency is at least 1");
        }
    }
}
