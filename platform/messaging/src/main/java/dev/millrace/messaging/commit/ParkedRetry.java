package dev.millrace.messaging.commit;

/**
 * Marks a thread that handles a parked event again. Only then may an event below the high-water mark be applied: those
 * that came after it have moved the mark.
 */
public final class ParkedRetry {

    private static final ScopedValue<Boolean> ACTIVE = ScopedValue.newInstance();

    private ParkedRetry() {}

    /** Runs the handling of a parked event. */
    public static void handle(Runnable handling) {
        ScopedValue.where(ACTIVE, true).run(handling);
    }

    static boolean active() {
        return ACTIVE.isBound();
    }
}
