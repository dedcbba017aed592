package dev.millrace.values;

import java.util.Optional;
import java.util.stream.Stream;

/** The two words in which a file writes the truth values of a column. */
public enum TruthWords {
    TRUE_FALSE("false", "true"),
    SMALL("no", "yes"),
    CAPITALIZED("No", "Yes"),
    CAPITALS("NO", "YES");

    private final String no;
    private final String yes;

    TruthWords(String no, String yes) {
        this.no = no;
        this.yes = yes;
    }

    public String word(boolean truth) {
        return truth ? yes : no;
    }

    /** The two of which this is one, exactly as it is written; empty where it is none. */
    public static Optional<TruthWords> with(String word) {
        return Stream.of(values())
                .filter(each -> each.no.equals(word) || each.yes.equals(word))
                .findFirst();
    }

    /** The truth value that a word says, in small or capital letters; empty where it says none. */
    public static Optional<Boolean> truth(String word) {
        for (var each : values()) {
            if (each.yes.equalsIgnoreCase(word) || each.no.equalsIgnoreCase(word)) {
                return Optional.of(each.yes.equalsIgnoreCase(word));
            }
        }
        return Optional.empty();
    }
}
