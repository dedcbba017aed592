package dev.millrace.models;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a class is called, however a file or a client happens to write it: {@code True} and {@code true} are one class,
 * 1.0 and 1 are one class, and white space around a name says nothing. Everything else is called what it is called.
 */
public final class ClassNames {

    private static final Pattern WHOLE_WITH_FRACTION = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})\\.0+");

    private ClassNames() {}

    public static String of(String written) {
        var text = written.strip();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.toLowerCase(Locale.ROOT);
        }
        return WHOLE_WITH_FRACTION.matcher(text).matches() ? text.substring(0, text.indexOf('.')) : text;
    }

    /** The one of these classes that is meant; empty where none is. Of truth values it may be in the words that files may have for them. */
    public static Optional<String> among(Collection<String> classes, String written) {
        var name = of(written);
        return Stream.of(written, name, truth(name)).filter(classes::contains).findFirst();
    }

    private static String truth(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "yes", "1" -> "true";
            case "no", "0" -> "false";
            default -> name;
        };
    }
}
