package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileFormat;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts a large file while it still arrives, so that receiving and hashing it cost hardly any time. This is only an attempt:
 * where the file does not arrive as it should, arrives slowly, has faults, or is to be read by other rules in the end, it comes
 * to nothing, and the file is converted as any other once it is there. One file at a time is converted so.
 */
final class ConvertAhead {

    private static final Logger log = LoggerFactory.getLogger(ConvertAhead.class);

    private final CheckFile checkFile;
    private final ConvertFile convertFile;
    private final Workers workers;
    private final Semaphore turn = new Semaphore(1);

    ConvertAhead(CheckFile checkFile, ConvertFile convertFile, Workers workers) {
        this.checkFile = checkFile;
        this.convertFile = convertFile;
        this.workers = workers;
    }

    /** @param rules by which the file is to be read as far as that is known now, asked for only if it is worth it */
    Attempt attempt(FileFormat format, Supplier<ReadingRules> rules) {
        return new Attempt(format, rules);
    }

    private record Read(ReadingRules rules, Converted converted) {}

    /** With one file; closing gives it up. */
    final class Attempt implements AutoCloseable {

        private final FileFormat format;
        private final Supplier<ReadingRules> rules;
        private final AtomicBoolean begunOrGivenUp = new AtomicBoolean();
        private @Nullable ArrivingFile file;
        private @Nullable Future<Optional<Read>> read;

        private Attempt(FileFormat format, Supplier<ReadingRules> rules) {
            this.format = format;
            this.rules = rules;
        }

        /** Begins as soon as a worker is free, unless another file is converted so. */
        void follow(ArrivingFile arriving) {
            if (format != FileFormat.PARQUET && turn.tryAcquire()) {
                file = arriving;
                read = workers.begin(() -> read(arriving));
            }
        }

        /** What came of a file that has arrived; empty where nothing did that keeps to these rules. */
        Optional<Converted> converted(ReadingRules now) {
            return read == null
                    ? Optional.empty()
                    : Workers.result(read)
                            .filter(done -> done.rules().equals(now))
                            .map(Read::converted);
        }

        private Optional<Read> read(ArrivingFile arriving) {
            if (!begunOrGivenUp.compareAndSet(false, true)) {
                return Optional.empty();
            }
            try {
                var known = rules.get();
                var readable = checkFile.check(arriving, format, known.settings());
                return Optional.of(new Read(known, convertFile.convert(readable, known.established())));
            } catch (RuntimeException failure) {
                log.debug("A file is not converted while it arrives", failure);
                return Optional.empty();
            } finally {
                turn.release();
            }
        }

        @Override
        public void close() {
            if (file == null || read == null) {
                return;
            }
            file.abandon();
            if (begunOrGivenUp.compareAndSet(false, true)) {
                turn.release();
            } else {
                Workers.result(read);
            }
        }
    }
}
