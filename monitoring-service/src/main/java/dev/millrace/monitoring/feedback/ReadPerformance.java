package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import java.util.Optional;

/** Answers how right a model is. */
public class ReadPerformance {

    private final AggregateStore<Score> scores;

    ReadPerformance(Aggregates aggregates) {
        this.scores = ScoreLabels.scores(aggregates);
    }

    public Optional<PerformanceView> find(String project, String model) {
        return scores.find(project + "/" + model).map(stored -> PerformanceView.of(stored.state()));
    }
}
