package dev.millrace.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** Names that users give to datasets, pipelines and models, and guesses at what they meant. */
public final class Names {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final int MAX_DISTANCE = 3;

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

    /** The known name that is nearest to a wrong one, if any is near. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(wrong, name) <= MAX_DISTANCE)
                .min(Comparator.comparingInt(name -> distance(wrong, name)));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
