package dev.millrace.training.data;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import java.util.Optional;

/** Looks up which versions of a dataset count. */
public class FindDataset {

    private final AggregateStore<Dataset> datasets;

    FindDataset(Aggregates aggregates) {
        this.datasets = aggregates.of(Dataset.TYPE);
    }

    /** Empty where no version was validated. */
    public DataRange range(String project, String dataset) {
        return datasets.find(Dataset.id(project, dataset))
                .map(stored -> stored.state().range())
                .orElse(DataRange.NONE);
    }

    /** The version that came last; empty where none did, or an earlier release took it in. */
    public Optional<Dataset.Newest> newest(String project, String dataset) {
        return datasets.find(Dataset.id(project, dataset))
                .flatMap(stored -> Optional.ofNullable(stored.state().newest()));
    }
}
