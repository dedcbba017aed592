package dev.millrace.models;

import java.io.Serial;

/** A model artifact that must not or cannot run, with a code that tells which rule it breaks. */
public final class ModelRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code upper-case, such as MODEL_CORRUPT or EXTERNAL_DATA_FORBIDDEN */
    public ModelRefusedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
