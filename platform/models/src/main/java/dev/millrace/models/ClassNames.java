package dev.millrace.models;

import dev.millrace.values.TruthWords;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a class is called, however a file or a client happens to write it: {@code True} and {@code true} are one class,
 * 1.0 and 1 are one class, and white space around a name says nothing. Everything else is called what it is called. A class
 * whose name is a truth value, such as {@code Yes}, is also found by each other word for it.
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

    /** The one of these classes that is meant: the one of this name, else the only one that says the same truth value; empty where none is. */
    public static Optional<String> among(Collection<String> classes, String written) {
        var name = of(written);
        return Stream.of(written, name)
                .filter(classes::contains)
                .findFirst()
                .or(() -> truth(name).flatMap(truth -> only(classes, truth)));
    }

    /**
     * What rows with each of these names are called: names that say one truth value, such as {@code Yes} and {@code yes}, are one class. It
     * is called what a model called it before, else what most rows call it.
     *
     * @param rows number of rows of each name
     * @param before classes of that model, which stay apart if they are several; empty for no model
     */
    public static Map<String, String> together(Map<String, Integer> rows, Collection<String> before) {
        var together = new HashMap<String, String>();
        for (var name : rows.keySet()) {
            var truth = before.contains(name) ? Optional.<Boolean>empty() : TruthWords.truth(name);
            together.put(
                    name,
                    truth.map(said -> only(before, said).orElseGet(() -> most(rows, said)))
                            .orElse(name));
        }
        return together;
    }

    private static String most(Map<String, Integer> rows, boolean truth) {
        return rows.entrySet().stream()
                .filter(each -> says(each.getKey(), truth))
                .min(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private static Optional<Boolean> truth(String name) {
        return switch (name) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> TruthWords.truth(name);
        };
    }

    private static Optional<String> only(Collection<String> classes, boolean truth) {
        var same = classes.stream().filter(each -> says(each, truth)).toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    private static boolean says(String name, boolean truth) {
        return TruthWords.truth(name).filter(said -> said == truth).isPresent();
    }
}
