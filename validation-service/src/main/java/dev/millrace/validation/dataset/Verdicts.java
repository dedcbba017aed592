package dev.millrace.validation.dataset;

import dev.millrace.messaging.ReadModel;
import dev.millrace.validation.rule.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdicts on all versions. */
public interface Verdicts {

    /**
     * A verdict and when it was reached.
     *
     * @param at null where it is older than this is kept
     */
    record Reached(Verdict verdict, @Nullable Instant at) {}

    /** The newest verdict of a dataset, which is that the version cannot be used. */
    record Newest(String dataset, long version, Finding first, Instant judgedAt) {}

    /**
     * A verdict as it is stored with the change that decides it.
     *
     * @param dataset with its project
     */
    ReadModel stored(String dataset, Verdict verdict, Instant at);

    /**
     * The same as the newest of its dataset, for the dataset's own change.
     *
     * @param dataset with its project
     */
    ReadModel newest(String dataset, Verdict verdict, Instant at);

    Optional<Verdict> find(String dataset, long version);

    /** Verdicts on versions of a dataset below the given number, newest first. */
    List<Reached> list(String dataset, long below, int limit);

    /** Datasets whose newest version was rejected, the last one first. */
    List<Newest> rejected(String project, int limit);

    /** How many versions of a project were judged so since then. */
    long count(String project, boolean usable, Instant since);
}
