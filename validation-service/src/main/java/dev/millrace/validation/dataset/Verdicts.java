package dev.millrace.validation.dataset;

import dev.millrace.messaging.ReadModel;
import java.util.Optional;

/** The verdicts on all versions. */
public interface Verdicts {

    /**
     * A verdict as it is stored with the change that decides it.
     *
     * @param dataset with its project
     */
    ReadModel stored(String dataset, Verdict verdict);

    Optional<Verdict> find(String dataset, long version);
}
