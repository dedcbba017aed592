package dev.millrace.monitoring.labelled;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Received;
import dev.millrace.pipelines.FeedbackColumns;
import java.util.Collection;

/** Notes that a version's labels are to be sent, once however often it is told of. */
public class TakeLabelledVersion {

    private final AggregateStore<LabelledVersion> versions;

    TakeLabelledVersion(Aggregates aggregates) {
        this.versions = LabelledVersion.in(aggregates);
    }

    /** @param columns of the version, which is none of ours where no row of it can name a prediction */
    public void take(LabelledVersion version, Collection<String> columns, Received<?> cause) {
        if (!columns.contains(FeedbackColumns.PREDICTION)) {
            return;
        }
        var id = LabelledVersion.id(version.project(), version.dataset(), version.version());
        versions.on(
                cause,
                id,
                known -> known != null
                        ? Decision.ignore("its labels are sent already")
                        : Decision.apply(version, "labels.found").with(new JobChange.Request(SendVersionLabels.JOB)));
    }
}
