package dev.millrace.monitoring.labelled;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens versions to read of their rows those that name a prediction. */
@FunctionalInterface
public interface LabelledRows {

    /**
     * @param parts digests of the version's files
     * @throws dev.millrace.artifacts.ArtifactMissingException where one is missing or damaged
     */
    Version open(List<String> parts);

    /** An open version. */
    interface Version extends AutoCloseable {

        List<String> columns();

        /**
         * Values of one column, in the order of the rows; null where a row has none.
         *
         * @param from how many rows that name a prediction are passed over
         */
        List<@Nullable String> texts(String column, long from, int most);

        @Override
        void close();
    }
}
