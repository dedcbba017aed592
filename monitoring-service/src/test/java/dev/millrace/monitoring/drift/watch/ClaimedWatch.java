package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import java.time.Duration;
import java.util.Map;

/** The job of a watch, as a worker holds it that nobody disturbs. */
record ClaimedWatch(AggregateStore<Watch> watches, String aggregateId, Watch state) implements JobClaim<Watch> {

    @Override
    public String jobId() {
        return CloseWindows.JOB;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean lost() {
        return false;
    }

    @Override
    public void progress(String stage, double fraction, Map<String, String> figures) {}

    @Override
    public void postpone(Duration pause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hasten(String waitingAggregateId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<Watch> complete(Lineage lineage, AggregateStore.Decider<Watch> decider) {
        return watches.internal("job", lineage, aggregateId, decider);
    }
}
