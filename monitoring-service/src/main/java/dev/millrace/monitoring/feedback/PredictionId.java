package dev.millrace.monitoring.feedback;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prediction's id names the partition that it was logged to. */
public final class PredictionId {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})-[0-9A-Za-z._-]{1,128}");

    private PredictionId() {}

    /** Empty where this is no prediction's id. */
    public static OptionalInt partition(String predictionId) {
        Matcher matcher = FORM.matcher(predictionId);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
