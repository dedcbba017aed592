package dev.millrace.messaging.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process on an Error: nobody knows what it left behind, and whatever runs the process starts it again. */
public final class FatalErrors {

    public static final int STATUS = 70;

    private static final Logger log = LoggerFactory.getLogger(FatalErrors.class);

    private FatalErrors() {}

    /** Does not return where the failure is an Error. */
    public static void haltOn(Throwable failure) {
        log.error("{} has failed", Thread.currentThread().getName(), failure);
        if (failure instanceof Error) {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
