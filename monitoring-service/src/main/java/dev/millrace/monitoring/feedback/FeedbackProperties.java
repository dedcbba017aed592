package dev.millrace.monitoring.feedback;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is kept for labels to come.
 *
 * @param predictionsPerPartition of the prediction log that are kept on disk: half of them the newest ones, half a random sample of those that are
 *     older; a label that comes when its prediction has left is counted as unmatched
 */
@ConfigurationProperties("millrace.monitoring.feedback")
public record FeedbackProperties(@DefaultValue("1000000") long predictionsPerPartition) {

    public FeedbackProperties {
        if (predictionsPerPartition < 1) {
            throw new IllegalArgumentException("millrace.monitoring.feedback.predictions-per-partition is at least 1");
        }
    }
}
