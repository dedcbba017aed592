package dev.millrace.training.learn;

import dev.millrace.web.Names;
import java.io.Serial;
import java.util.Collection;
import java.util.stream.Collectors;

/** These data cannot be learned from, and trying again cannot help. */
public final class UnlearnableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int COLUMNS_NAMED = 20;

    private final String code;

    /** @param code upper-case, such as COLUMN_UNKNOWN or LABEL_CONSTANT */
    public UnlearnableException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    /** A name that the data do not have, with the nearest one that they have. */
    public static UnlearnableException unknownColumn(String name, String field, Collection<String> known) {
        String hint = Names.nearest(name, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; they have "
                        + known.stream().limit(COLUMNS_NAMED).collect(Collectors.joining(", "))
                        + (known.size() > COLUMNS_NAMED ? " and others" : ""));
        return new UnlearnableException(
                "COLUMN_UNKNOWN", "the data have no column " + name + " that " + field + " names" + hint);
    }

    public String code() {
        return code;
    }
}
