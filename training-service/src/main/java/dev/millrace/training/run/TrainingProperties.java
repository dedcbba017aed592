package dev.millrace.training.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this replica trains.
 *
 * @param concurrency runs at a time; one uses every core by itself
 * @param hopLimit events of one cascade after which nothing more is started, so that no loop runs for ever
 * @param verdictPatience how long a candidate waits for the verdict about the model before it, with whose outcome it is compared; one
 *     takes some ten milliseconds unless it is left to a person or the registry is away
 */
@ConfigurationProperties("training.run")
record TrainingProperties(
        @DefaultValue("1") int concurrency,
        @DefaultValue("16") int hopLimit,
        @DefaultValue("15s") Duration verdictPatience) {

    TrainingProperties {
        if (concurrency < 1 || hopLimit < 1) {
            throw new IllegalArgumentException("training.run.concurrency and training.run.hop-limit are at least 1");
        }
    }
}
