package dev.millrace.monitoring.gather;

import dev.millrace.pipelines.FeedbackColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that was answered, with the truth about it.
 *
 * @param version that answered
 * @param columns names of the inputs
 * @param inputs as they were asked: Double, String, Boolean or null
 * @param label as the dataset is to hold it: Double, String or Boolean
 */
public record LabelledRow(
        String predictionId,
        int version,
        Instant answeredAt,
        Instant labelledAt,
        List<String> columns,
        List<@Nullable Object> inputs,
        Object label) {

    public LabelledRow {
        columns = List.copyOf(columns);
        inputs = Collections.unmodifiableList(new ArrayList<>(inputs));
    }

    /** As it stands in the dataset. */
    Map<String, @Nullable Object> written(String labelColumn) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int place = 0; place < columns.size(); place++) {
            row.put(columns.get(place), inputs.get(place));
        }
        row.put(labelColumn, label);
        row.put(FeedbackColumns.PREDICTION, predictionId);
        row.put(FeedbackColumns.VERSION, version);
        row.put(FeedbackColumns.ANSWERED_AT, answeredAt.toString());
        row.put(FeedbackColumns.LABELLED_AT, labelledAt.toString());
        return row;
    }
}
