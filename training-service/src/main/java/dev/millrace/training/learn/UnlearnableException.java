package dev.millrace.training.learn;

import java.io.Serial;

/** These data cannot be learned from, and trying again cannot help. */
public final class UnlearnableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code upper-case, such as COLUMN_MISSING or LABEL_CONSTANT */
    public UnlearnableException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
