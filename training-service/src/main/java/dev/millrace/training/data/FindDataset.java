package dev.millrace.training.data;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;

/** Looks up what is known of a dataset. */
public class FindDataset {

    private final AggregateStore<Dataset> datasets;

    FindDataset(Aggregates aggregates) {
        this.datasets = aggregates.of(Dataset.TYPE);
    }

    /** Empty where no version was validated. */
    public Dataset find(String project, String dataset) {
        return datasets.find(Dataset.id(project, dataset))
                .map(Stored::state)
                .orElseGet(() -> Dataset.empty(project, dataset));
    }
}
