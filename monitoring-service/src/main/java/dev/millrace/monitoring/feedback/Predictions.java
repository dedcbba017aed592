package dev.millrace.monitoring.feedback;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest predictions of each partition, which labels may come for; those that are too many leave, oldest first. */
public interface Predictions {

    /**
     * A prediction with what its record says of all of its rows.
     *
     * @param classes names of the scores; empty for regression
     * @param columns names of the inputs; empty where none are kept
     * @param at when the broker took the last record that is kept together with it
     * @param label that counted for it; null where none has come
     */
    record Found(
            LoggedPredictions.Model model,
            List<String> classes,
            List<String> columns,
            Prediction prediction,
            Instant at,
            @Nullable CountedLabel label) {}

    /**
     * A label that counted.
     *
     * @param offset of its record in the topic
     */
    record CountedLabel(String label, long offset) {}

    /** Keeps records of one partition. Predictions that come again are kept once. */
    void add(int partition, List<LoggedPredictions> records);

    /** Predictions of one partition, by id; those that are not kept are left out. */
    Map<String, Found> find(int partition, Collection<String> predictionIds);

    /**
     * Notes beside predictions of one partition that a label counted for each; may be repeated without harm, and does nothing for
     * those that are not kept.
     *
     * @param labels by the predictions' ids
     */
    void markLabelled(int partition, Map<String, CountedLabel> labels);
}
