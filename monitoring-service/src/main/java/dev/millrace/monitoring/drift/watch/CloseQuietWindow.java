package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a model's window by the clock, where many rows came in a short time and none behind them. */
public class CloseQuietWindow implements JobWorker<Watch> {

    private static final Logger log = LoggerFactory.getLogger(CloseQuietWindow.class);

    private final CloseWindows closeWindows;

    public CloseQuietWindow(CloseWindows closeWindows) {
        this.closeWindows = closeWindows;
    }

    @Override
    public AggregateType<Watch> type() {
        return Watch.TYPE;
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public void run(JobClaim<Watch> claim) {
        closeWindows.closeQuiet(claim);
    }

    /** The next prediction closes it. */
    @Override
    public Decider<Watch> exhausted(String jobId, String reason) {
        log.error("A window without later rows was not closed: {}", reason);
        return CloseWindows::notClosed;
    }

    @Override
    public Lineage lineage(Watch watch) {
        return CloseWindows.lineage(watch);
    }
}
