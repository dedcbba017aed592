package dev.millrace.monitoring.labelled;

import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.feedback.FindPrediction;
import dev.millrace.monitoring.feedback.FindRowLabel;
import dev.millrace.monitoring.feedback.SendLabels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the feature. */
@Configuration(proxyBeanMethods = false)
class LabelledConfiguration {

    @Bean
    TakeLabelledVersion takeLabelledVersion(Aggregates aggregates) {
        return new TakeLabelledVersion(aggregates);
    }

    @Bean
    SendVersionLabels sendVersionLabels(
            LabelledRows rows, FindPrediction findPrediction, FindRowLabel findRowLabel, SendLabels sendLabels) {
        return new SendVersionLabels(rows, new ReadLabels(findPrediction, findRowLabel::of), sendLabels);
    }

    @Bean
    ReadLabelledVersion readLabelledVersion(Aggregates aggregates) {
        return new ReadLabelledVersion(aggregates);
    }
}
