package dev.millrace.web;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A field of a JSON body is missing or null; thrown by the constructor of the record that the body is read into. */
public final class FieldRequiredException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String field;

    private FieldRequiredException(String field) {
        super("The field %s is missing, or is null".formatted(field));
        this.field = field;
    }

    /** @throws FieldRequiredException where there is no value */
    public static void check(@Nullable Object value, String field) {
        if (value == null) {
            throw new FieldRequiredException(field);
        }
    }

    String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
