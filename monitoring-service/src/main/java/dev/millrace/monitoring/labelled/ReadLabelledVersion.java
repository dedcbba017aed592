package dev.millrace.monitoring.labelled;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.Optional;

/** Answers what became of the labels of a version. */
public class ReadLabelledVersion {

    private final AggregateStore<LabelledVersion> versions;

    ReadLabelledVersion(Aggregates aggregates) {
        this.versions = LabelledVersion.in(aggregates);
    }

    /** Empty where none of its rows can name a prediction, or it was not found valid. */
    public Optional<LabelledVersion> find(String project, String dataset, long version) {
        return versions.find(LabelledVersion.id(project, dataset, version)).map(Stored::state);
    }
}
