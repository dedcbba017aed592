package dev.millrace.ingestion.announced;

import java.io.Serial;

/** An announced file cannot be taken in as it is announced. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    Refusal refusal() {
        return new Refusal(code, String.valueOf(getMessage()));
    }
}
