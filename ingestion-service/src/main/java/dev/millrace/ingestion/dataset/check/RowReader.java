package dev.millrace.ingestion.dataset.check;

import dev.millrace.ingestion.dataset.check.Findings.StopReading;
import java.io.IOException;

/** Reads the rows of a file one after the other, until their end or a fault behind which nothing can be read. */
abstract class RowReader {

    final Findings findings;
    private boolean ended;

    RowReader(CheckLimits limits) {
        this.findings = new Findings(limits.findings());
    }

    /** Reads on by one row; false where nothing stands behind it. */
    abstract boolean read() throws IOException, StopReading;

    /** What was read so far, if nothing was wrong with it. */
    abstract CheckedFile.Accepted accepted();

    /** Reads on by one row; false where there is nothing more to read. */
    final boolean next() throws IOException {
        try {
            ended = ended || !read();
        } catch (StopReading stopped) {
            ended = true;
        }
        return !ended;
    }

    /** Whether there is nothing more to read. */
    final boolean ended() {
        return ended;
    }

    /** What came of it so far. */
    final CheckedFile outcome() {
        return findings.isEmpty() ? accepted() : findings.rejected();
    }
}
