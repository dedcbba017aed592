package dev.millrace.pipelines;

import java.util.Optional;
import java.util.regex.Pattern;

/** What pipelines, models and datasets may be called: names go into keys, routes and file lists, so they stay plain. */
public final class Names {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    private Names() {}

    /** Why a text is no name: NAME_CHARSET for characters beyond ASCII, NAME_INVALID for everything else. */
    public static Optional<Objection> objection(String name) {
        if (FORM.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(name.codePoints()
                .filter(point -> point > 126)
                .mapToObj(point -> new Objection("NAME_CHARSET", "U+%04X is not accepted in names.".formatted(point)))
                .findFirst()
                .orElse(new Objection("NAME_INVALID", "A name is 1-63 of a-z 0-9 - _ . and starts with a letter.")));
    }

    /** Code and sentence. */
    public record Objection(String code, String message) {}
}
