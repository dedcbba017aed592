package dev.millrace.validation.rule;

/** Says what to do about a finding: about the data, or about a schema that demands too much. */
public final class Advice {

    private Advice() {}

    /** The finding with a sentence for the people of this dataset. */
    public static Finding with(Finding finding, String dataset) {
        return finding.advising(sentence(finding, dataset));
    }

    private static String sentence(Finding finding, String dataset) {
        return switch (finding.code()) {
            case MISSING_COLUMN ->
                "Send a file that has the column; if it is gone for good, let the schema do without it: "
                        + loosen(finding, dataset, "required");
            case RENAMED_COLUMN ->
                "This is a guess. If it is the same column, give it its old name in the file; if the new name stays: "
                        + accept(dataset);
            case NEW_COLUMN ->
                "Nothing has to be done. To have later versions checked for it, take it into the schema: "
                        + accept(dataset);
            case TYPE_MISMATCH ->
                "Look for values that are written in another way than before; if the column has changed for good: "
                        + accept(dataset);
            case LOW_COMPLETENESS ->
                "Ask where the values have gone; if they may be missing: " + loosen(finding, dataset, "missing");
            case OUT_OF_DOMAIN ->
                "Look for misspelt values; if they are right, take them into the schema: " + accept(dataset)
                        + "; or let the column have any value: " + loosen(finding, dataset, "domain");
            case BELOW_MIN, ABOVE_MAX -> "Look whether the values are right; if they are: " + accept(dataset);
            case HAS_INF ->
                "Look for divisions by zero where the data are made; if infinity is meant: "
                        + loosen(finding, dataset, "infinite");
            case NOT_UNIQUE ->
                "Look for rows that came twice; if values may repeat: " + loosen(finding, dataset, "repeated");
            case ROWS_LOW -> "Send a file that has rows.";
            case ROWS_RATIO_LOW, ROWS_RATIO_HIGH ->
                "Look whether the file is whole and holds what it should; nothing has to be done if it does.";
            case ARTIFACT_MISSING, ARTIFACT_DAMAGED, UNREADABLE ->
                "Upload the file again; if this comes back, look into validation's log.";
        };
    }

    private static String accept(String dataset) {
        return "millrace schema " + dataset + " accept";
    }

    private static String loosen(Finding finding, String dataset, String rule) {
        var column = finding.column() == null ? "" : Quoted.argument(finding.column());
        return "millrace schema %s loosen %s %s --why …".formatted(dataset, column, rule);
    }
}
