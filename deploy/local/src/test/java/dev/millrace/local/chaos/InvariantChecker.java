package dev.millrace.local.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Waits until a stack is at rest, reads every topic and asks every service, and says which promises of
 * docs/reliability.md were not kept. It changes nothing, so it can also be run alone on any stack.
 */
public final class InvariantChecker {

    private static final List<Invariant> INVARIANTS = Stream.concat(
                    Stream.of(
                            new VersionsAreJudgedOnce(),
                            new TriggersLeadToOneRun(),
                            new RunsMakeOneVersion(),
                            new VersionsAreDecidedOnce()),
                    Invariant.OF_EVERY_STACK.stream())
            .toList();

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AT_MOST = Duration.ofHours(1);
    private static final int QUIET_LOOKS = 3;

    private final StackApi api;
    private final CallLog calls;

    public InvariantChecker(StackApi api, CallLog calls) {
        this.api = api;
        this.calls = calls;
    }

    /**
     * Checks as soon as nothing moves any more. A busy machine may take long to catch up, and that is no fault: as long as
     * events are published the check waits, up to an hour.
     *
     * @param patience without a new event, after which what waits is stuck, and the violations say where
     */
    public List<Violation> check(Duration patience) throws IOException {
        awaitRest(patience);
        var stack = new Observation(EventLog.read(api), api, calls);
        var found = new ArrayList<Violation>();
        for (Invariant invariant : INVARIANTS) {
            found.addAll(invariant.check(stack));
        }
        return found;
    }

    /** At rest is a stack that has nothing to do, says so several times in a row, and publishes nothing meanwhile. */
    private void awaitRest(Duration patience) throws IOException {
        long last = System.nanoTime() + AT_MOST.toNanos();
        long end = System.nanoTime() + patience.toNanos();
        long size = -1;
        for (int quiet = 0; quiet < QUIET_LOOKS && System.nanoTime() < Math.min(end, last); ) {
            long now = EventLog.read(api).all().count();
            if (now != size) {
                end = System.nanoTime() + patience.toNanos();
            }
            quiet = now == size && isIdle() ? quiet + 1 : 0;
            size = now;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isIdle() {
        try {
            var stack = new Observation(EventLog.read(api), api, calls);
            return NothingLags.lags(api).isEmpty()
                    && new OutboxesAreEmpty().check(stack).isEmpty()
                    && new VersionsAreJudgedOnce().check(stack).isEmpty()
                    && new TriggersLeadToOneRun().check(stack).isEmpty();
        } catch (IOException away) {
            return false;
        }
    }

    /** For a stack that runs already: {@code eval "$(./millrace env)"} tells where it is. */
    public static void main(String[] arguments) throws IOException {
        var found = new InvariantChecker(new StackApi(System.getenv()), new CallLog()).check(Duration.ofMinutes(2));
        found.forEach(System.out::println);
        System.out.println(found.isEmpty() ? "Every invariant holds." : found.size() + " violations");
        System.exit(found.isEmpty() ? 0 : 1);
    }
}
