package dev.millrace.monitoring.drift.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Holds predictions back while approvals are still being read after a start, though not for ever. */
@Component
class WatchesReady {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch approvals = new CountDownLatch(1);

    void approvalsRead() {
        approvals.countDown();
    }

    void await() {
        try {
            if (!approvals.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                approvals.countDown();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for approvals", stopped);
        }
    }
}
