package dev.millrace.ingestion.dataset.check;

import java.util.List;

/** What came of checking a file. A bad file is an outcome, not an exception. */
public sealed interface CheckedFile {

    /**
     * Nothing is wrong.
     *
     * @param columns in the order of the file
     * @param longestRow in bytes as it was handed on
     * @param ragged whether rows end early where their last columns became known only later in the file
     */
    record Accepted(List<TextColumn> columns, long rows, long longestRow, boolean ragged) implements CheckedFile {
        public Accepted {
            columns = List.copyOf(columns);
        }

        /** With what comes further on in the same file. */
        Accepted followedBy(Accepted rest) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).tally().add(rest.columns.get(i).tally(), rows);
            }
            return new Accepted(
                    columns, rows + rest.rows, Math.max(longestRow, rest.longestRow), ragged || rest.ragged);
        }
    }

    /**
     * Something is wrong.
     *
     * @param findings the first ones, at least one
     * @param total of all that were seen before reading stopped
     */
    record Rejected(List<Finding> findings, long total) implements CheckedFile {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
