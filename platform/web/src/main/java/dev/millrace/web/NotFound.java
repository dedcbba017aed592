package dev.millrace.web;

import dev.millrace.values.NearestName;
import java.util.Collection;
import org.springframework.http.HttpStatus;

/** The answer where something is not there: what it would be, which name may have been meant, and where to look. */
public final class NotFound {

    /** Among so many names the nearest is looked for, so that asking for what is not there stays as cheap as a page of a list. */
    public static final int NAMES = 200;

    private static final int SHOWN = 100;

    private NotFound() {}

    /**
     * Nothing has this name.
     *
     * @param what it would be, such as {@code dataset}
     * @param known names of the same kind
     * @param next where to look, such as {@code ./millrace datasets lists them}
     */
    public static Problem named(String code, String what, String name, Collection<String> known, String next) {
        var near = NearestName.of(name, known).map(", did you mean %s?"::formatted);
        return new Problem(
                HttpStatus.NOT_FOUND,
                code,
                "There is no %s %s%s %s".formatted(what, shortened(name), near.orElse(";"), next));
    }

    /** @param sentence that says what is not there, without a mark at its end */
    public static Problem of(String code, String sentence, String next) {
        return new Problem(HttpStatus.NOT_FOUND, code, sentence + "; " + next);
    }

    /** A name that somebody sent, as it is shown. */
    public static String shortened(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
