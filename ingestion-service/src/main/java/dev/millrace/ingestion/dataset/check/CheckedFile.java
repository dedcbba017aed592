package dev.millrace.ingestion.dataset.check;

import java.util.List;

/** What came of checking a file. A bad file is an outcome, not an exception. */
public sealed interface CheckedFile {

    /**
     * Nothing is wrong.
     *
     * @param columns in the order of the file
     * @param longestLine in bytes, for the engine that reads the file next
     * @param mixedLineEnds whether lines end in different ways
     */
    record Accepted(List<ColumnProfile> columns, long rows, long longestLine, boolean mixedLineEnds)
            implements CheckedFile {
        public Accepted {
            columns = List.copyOf(columns);
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
