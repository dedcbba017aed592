package dev.millrace.pipelines;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which alerts are meant: those that fit each list; an empty list fits every alert. A model is called like its pipeline.
 *
 * @param codes each a code or, with {@code *} at its end, the beginning of some
 * @param pipelines the same of names
 */
public record AlertMatcher(List<AlertSeverity> severities, List<String> codes, List<String> pipelines) {

    /** Elements of one list. */
    public static final int MOST = 50;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,62}\\*?");
    private static final Pattern PIPELINE = Pattern.compile("[a-z][a-z0-9._-]{0,62}\\*?");

    public AlertMatcher {
        severities = List.copyOf(severities);
        codes = List.copyOf(codes);
        pipelines = List.copyOf(pipelines);
    }

    /** Whether a text can stand among {@link #codes}. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** Whether a text can stand among {@link #pipelines}. */
    public static boolean isPipeline(String text) {
        return PIPELINE.matcher(text).matches();
    }

    public boolean fits(AlertSeverity severity, String code, String pipeline) {
        return (severities.isEmpty() || severities.contains(severity))
                && fits(codes, code)
                && fits(pipelines, pipeline);
    }

    private static boolean fits(List<String> patterns, String text) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                                : text.equals(pattern));
    }
}
