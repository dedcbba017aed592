package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.estimate.Estimates;
import java.util.Optional;

/** Answers how right a model is. */
public class ReadPerformance {

    private final AggregateStore<Score> scores;
    private final PartitionStates<PartitionLabels> partitions;
    private final WaitingLabels waiting;
    private final Estimates estimates;

    ReadPerformance(Aggregates aggregates, WaitingLabels waiting, Estimates estimates) {
        this.estimates = estimates;
        this.scores = CloseLabelWindows.scores(aggregates);
        this.partitions = PartitionLabels.in(aggregates);
        this.waiting = waiting;
    }

    public Optional<PerformanceView> find(String project, String model) {
        var id = ModelRole.champion(project, model).id();
        return scores.find(id)
                .map(stored -> PerformanceView.of(
                        stored.state(),
                        partitions.all(id),
                        waiting.count(id),
                        estimates.find(project, model).orElse(null)));
    }
}
