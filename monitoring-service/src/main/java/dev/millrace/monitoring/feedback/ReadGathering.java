package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.GatherRules;
import dev.millrace.monitoring.gather.Gathered;
import dev.millrace.monitoring.gather.ReadBatches;
import java.util.Optional;

/** Answers what became of answered and labelled rows. */
public class ReadGathering {

    private final AggregateStore<Score> scores;
    private final PartitionStates<PartitionLabels> partitions;
    private final GatherRules rules;
    private final ReadBatches readBatches;

    ReadGathering(Aggregates aggregates, GatherRules rules, ReadBatches readBatches) {
        this.scores = CloseLabelWindows.scores(aggregates);
        this.partitions = PartitionLabels.in(aggregates);
        this.rules = rules;
        this.readBatches = readBatches;
    }

    /** Empty where no version of the model was put in service. */
    public Optional<GatheringView> find(String project, String model) {
        var owner = ModelRole.champion(project, model).id();
        return scores.find(owner).map(Stored::state).map(score -> {
            var gathered = partitions.all(owner).values().stream()
                    .map(PartitionLabels::gatheredSoFar)
                    .reduce(Gathered.NONE, Gathered::plus);
            var dataset = rules.of(project, score.served().approved().pipeline())
                    .map(GatherRule::dataset)
                    .orElse("");
            return GatheringView.of(model, dataset, gathered, readBatches.of(owner));
        });
    }
}
