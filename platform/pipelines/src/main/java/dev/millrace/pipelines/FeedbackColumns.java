package dev.millrace.pipelines;

import java.util.Set;

/**
 * Columns that tell of an answered and labelled row where it is from. They are stored with the row, and nothing is learned from
 * them.
 */
public final class FeedbackColumns {

    /** The prediction's id. */
    public static final String PREDICTION = "millrace.prediction";

    /** The version of the model that answered. */
    public static final String VERSION = "millrace.version";

    public static final String ANSWERED_AT = "millrace.answeredAt";

    /** When the truth became known. */
    public static final String LABELLED_AT = "millrace.labelledAt";

    private static final Set<String> ALL = Set.of(PREDICTION, VERSION, ANSWERED_AT, LABELLED_AT);

    private FeedbackColumns() {}

    public static boolean contain(String column) {
        return ALL.contains(column);
    }
}
