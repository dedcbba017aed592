package dev.millrace.monitoring.feedback.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.feedback.FeedbackProperties;
import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.Predictions.CountedLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;

/** Which predictions of a running service stay when there are too many. */
public final class SampleOfPredictions {

    private static final int PARTITION = 999;
    private static final int ROWS = 60_000;
    private static final int AT_ONCE = 1_000;
    private static final int KEPT = 160 * PredictionDocument.NUMBERS;

    private SampleOfPredictions() {}

    /** The newest half of the room without a gap, and as many of the older ones, as often from the first as from the second half of these. */
    public static void assertDrawn(ApplicationContext service) {
        var predictions =
                new MongoPredictions(service.getBean(PredictionDocuments.class), new FeedbackProperties(KEPT));
        for (int from = 0; from < ROWS; from += AT_ONCE) {
            predictions.add(PARTITION, List.of(logged(from)));
        }

        var found = predictions.find(PARTITION, ids(0, ROWS)).keySet();
        var newest = ids(ROWS - KEPT / 2, ROWS);
        assertThat(found).containsAll(newest);
        int old = found.size() - newest.size();
        assertThat(old).isBetween(KEPT / 2 - PredictionDocument.NUMBERS, KEPT / 2 + 3 * AT_ONCE);
        long oldest =
                ids(0, (ROWS - KEPT / 2) / 2).stream().filter(found::contains).count();
        assertThat((double) oldest / old).isBetween(0.3, 0.7);

        var labelled = ids(0, ROWS).stream().filter(found::contains).findFirst().orElseThrow();
        predictions.markLabelled(PARTITION, Map.of(labelled, new CountedLabel("yes", 7)));
        predictions.markLabelled(PARTITION, Map.of(labelled, new CountedLabel("yes", 7)));
        assertThat(predictions.find(PARTITION, List.of(labelled)).values())
                .singleElement()
                .satisfies(prediction -> assertThat(prediction.label()).isEqualTo(new CountedLabel("yes", 7)));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> PARTITION + "-process-" + Integer.toString(number, 36))
                .toList();
    }

    private static LoggedPredictions logged(int from) {
        return new LoggedPredictions(
                new LoggedPredictions.Model("sampled", "model", 1, 1, ServingRole.CHAMPION),
                "pipeline",
                Instant.now(),
                List.of("no", "yes"),
                List.of(),
                ids(from, from + AT_ONCE).stream()
                        .map(id -> new Prediction(id, "yes", List.of(0.1, 0.9), null))
                        .toList());
    }
}
