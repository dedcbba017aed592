package dev.millrace.training.learn;

import dev.millrace.pipelines.NamedColumns;
import java.io.Serial;
import java.util.Collection;

/** These data cannot be learned from, and trying again cannot help. */
public final class UnlearnableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code upper-case, such as COLUMN_UNKNOWN or LABEL_CONSTANT */
    public UnlearnableException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** A name that the data do not have, with the nearest one that they have. */
    public static UnlearnableException unknownColumn(String name, String field, Collection<String> known) {
        return new UnlearnableException(NamedColumns.COLUMN_UNKNOWN, NamedColumns.problem(field, name, known));
    }

    public String code() {
        return code;
    }
}
