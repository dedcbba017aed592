package dev.millrace.training.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What bounds the decisions about pipelines.
 *
 * @param hopLimit events of one cascade after which nothing more is started, so that no loop runs for ever
 * @param verdictPatience how long a run waits for the verdict about the model before, with whose outcome its own is compared; a
 *     verdict takes some ten milliseconds unless the registry is away
 */
@ConfigurationProperties("millrace.training.pipeline")
record PipelineProperties(
        @DefaultValue("16") int hopLimit,
        @DefaultValue("15s") Duration verdictPatience) {

    PipelineProperties {
        if (hopLimit < 1) {
            throw new IllegalArgumentException("millrace.training.pipeline.hop-limit is at least 1");
        }
    }
}
