package dev.millrace.local.chaos;

import dev.millrace.local.chaos.CallLog.Call;
import dev.millrace.local.chaos.CallLog.Kind;
import dev.millrace.local.chaos.CallLog.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Repeats a request with its idempotency key as long as nobody knows what became of it, as a careful client does. */
final class PersistentCaller {

    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final CallLog calls;

    PersistentCaller(CallLog calls) {
        this.calls = calls;
    }

    /** A request that names its key. */
    @FunctionalInterface
    interface KeyedRequest {
        StackApi.Reply send(String key) throws IOException;
    }

    Call call(Kind kind, String subject, KeyedRequest request) {
        var key = UUID.randomUUID().toString();
        var call = calls.log(kind, subject, () -> request.send(key));
        for (int attempt = 1; attempt < ATTEMPTS && call.outcome() == Outcome.UNKNOWN; attempt++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            call = calls.log(kind, subject, () -> request.send(key));
        }
        return call;
    }
}
