package dev.millrace.faults;

import java.io.Serial;

/** A failure that somebody asked for; treated like a lost connection. */
public final class InjectedFaultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InjectedFaultException(FaultPoint point) {
        super("fault injected at " + point.label());
    }
}
