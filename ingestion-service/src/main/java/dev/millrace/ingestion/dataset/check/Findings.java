package dev.millrace.ingestion.dataset.check;

import java.util.ArrayList;
import java.util.List;

/** Collects findings up to a limit and counts the rest. */
final class Findings {

    private final int limit;
    private final List<Finding> first = new ArrayList<>();
    private long total;

    Findings(int limit) {
        this.limit = limit;
    }

    void add(Finding finding) {
        total++;
        if (first.size() < limit) {
            first.add(finding);
        }
    }

    /** For what makes reading on senseless. */
    StopReading stop(Finding finding) {
        add(finding);
        return new StopReading();
    }

    boolean isEmpty() {
        return total == 0;
    }

    CheckedFile.Rejected rejected() {
        return new CheckedFile.Rejected(first, total);
    }

    /** Ends the pass; the finding is recorded already. */
    static final class StopReading extends Exception {

        private static final long serialVersionUID = 1L;

        StopReading() {
            super("reading stopped", null, false, false);
        }
    }
}
