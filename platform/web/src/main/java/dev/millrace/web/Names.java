package dev.millrace.web;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** Names that users give to datasets, pipelines and models. */
public final class Names {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    private Names() {}

    /**
     * The name, if it is one.
     *
     * @throws Problem 422 NAME_CHARSET with the code point where it is not ASCII, else NAME_INVALID
     */
    public static String checked(String name) {
        name.codePoints()
                .filter(point -> point > 0x7e || point < 0x20)
                .findFirst()
                .ifPresent(point -> {
                    throw new Problem(
                                    HttpStatus.UNPROCESSABLE_CONTENT,
                                    "NAME_CHARSET",
                                    "A name has a character that is not allowed")
                            .with("codePoint", "U+%04X".formatted(point));
                });
        if (!FORM.matcher(name).matches()) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "NAME_INVALID",
                    "A name is 1-63 of a-z 0-9 - _ . and starts with a letter");
        }
        return name;
    }
}
