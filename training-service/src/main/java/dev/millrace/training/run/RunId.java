package dev.millrace.training.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run's name: its pipeline and its number there, so that whoever has the name finds the pipeline. */
public record RunId(String pipeline, int number) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9._-]{0,62})-([1-9][0-9]{0,8})");

    /** Reads a name; empty where it is none. */
    public static Optional<RunId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RunId(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Where the record of the ended run lies; newer runs sort higher. */
    String recordId(String project) {
        return "%s/%s/%010d".formatted(project, pipeline, number);
    }

    @Override
    public String toString() {
        return pipeline + "-" + number;
    }
}
