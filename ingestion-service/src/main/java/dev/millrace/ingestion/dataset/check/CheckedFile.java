package dev.millrace.ingestion.dataset.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of checking a file. A bad file is an outcome, not an exception. */
public sealed interface CheckedFile {

    /** With what comes further on in the same file; where something is wrong, it is with the first part that is not good. */
    default CheckedFile followedBy(CheckedFile rest) {
        return this instanceof Accepted first && rest instanceof Accepted second
                ? first.followedBy(second)
                : this instanceof Accepted ? rest : this;
    }

    /**
     * Nothing is wrong.
     *
     * @param columns in the order of the file
     * @param headers rows of CSV that said the names of the columns again, which are left out
     * @param emptyLines that stood among rows of CSV, which are left out
     * @param totals the last row of CSV, where it is called a total; null where it is not
     */
    record Accepted(
            List<TextColumn> columns,
            long rows,
            long headers,
            long emptyLines,
            @Nullable TotalsRow totals) implements CheckedFile {
        public Accepted {
            columns = List.copyOf(columns);
        }

        /** With what comes further on in the same file. */
        Accepted followedBy(Accepted rest) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).tally().add(rest.columns.get(i).tally(), rows);
            }
            var last = rest.totals == null ? null : rest.totals.behind(rows);
            return new Accepted(columns, rows + rest.rows, headers + rest.headers, emptyLines + rest.emptyLines, last);
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
