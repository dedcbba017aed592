package dev.millrace.messaging;

import java.io.Serial;

/** Thrown by a listener whose record can never be handled as it is: it is kept aside, counted and shown. */
public final class ParkedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean retried;

    /**
     * @param code upper-case code such as ILLEGAL_TRANSITION
     * @param retried true where time may cure it: a sweep tries again for ten minutes
     */
    public ParkedException(String code, String detail, boolean retried) {
        super(detail);
        this.code = code;
        this.retried = retried;
    }

    public String code() {
        return code;
    }

    public boolean retried() {
        return retried;
    }
}
