package dev.millrace.monitoring.feedback.mongo;

import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.PredictionId;
import dev.millrace.monitoring.feedback.Predictions.CountedLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Predictions of one process whose numbers follow each other, so that the id of a prediction tells the id of its document.
 *
 * @param id the process, the partition included, and the numbers
 * @param logged rows of this partition when the document was written last: those with the lowest leave first; {@link #SAMPLED} where it
 *     is one of the older ones that were drawn to stay
 * @param draw a {@link dev.millrace.monitoring.feedback.Draw} by the id: of the older ones those with the lowest stay; null where an earlier release
 *     wrote the document
 * @param at when the broker took the last of them
 * @param parts packed, see {@link dev.millrace.monitoring.Packed}
 * @param labelled predictions for which a label counted, as {@link #labelled(String, CountedLabel)} writes them; null where there is none
 * @param version for writers that meet
 */
@Document("predictions")
@CompoundIndex(name = "oldest-drawn", def = "{'partition': 1, 'logged': 1, 'draw': 1}")
record PredictionDocument(
        @Id String id,
        int partition,
        long logged,
        @Nullable Double draw,
        @Indexed Instant at,
        String parts,
        @Nullable List<String> labelled,
        @Version @Nullable Long version) {

    static final int NUMBERS = 128;

    static final long SAMPLED = -1;

    /** No prediction's id has it. */
    private static final String SEPARATOR = " ";

    /**
     * Rows that have all but their ids in common.
     *
     * @param columns names of the inputs; null where no inputs are kept
     */
    record Part(
            LoggedPredictions.Model model,
            List<String> classes,
            @Nullable List<String> columns,
            List<Prediction> rows) {}

    static String id(PredictionId id) {
        return id.process() + "/" + id.number() / NUMBERS;
    }

    static String labelled(String predictionId, CountedLabel label) {
        return String.join(SEPARATOR, predictionId, Long.toString(label.offset()), label.label());
    }

    /** Labels by predictions. */
    Map<String, CountedLabel> labels() {
        return labelled == null
                ? Map.of()
                : labelled.stream()
                        .map(each -> each.split(SEPARATOR, 3))
                        .collect(Collectors.toMap(
                                each -> each[0],
                                each -> new CountedLabel(each[2], Long.parseLong(each[1])),
                                (first, second) -> first));
    }
}
