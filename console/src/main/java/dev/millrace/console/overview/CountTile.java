package dev.millrace.console.overview;

import dev.millrace.console.service.Answer;
import dev.millrace.console.service.Part;
import dev.millrace.console.service.Summary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A count of the last 24 hours, or of what there is now, with the page that lists it.
 *
 * @param count null where it could not be asked
 */
record CountTile(String name, @Nullable Long count, String page) {

    static List<CountTile> of(Map<Part, Answer<Summary>> summaries) {
        return List.of(
                tile(summaries, Part.INGESTION, "datasetVersions", "data versions arrived", "/data"),
                tile(summaries, Part.VALIDATION, "dataRejected", "of them rejected", "/data"),
                tile(summaries, Part.TRAINING, "runsTrained", "runs trained", "/runs?status=TRAINED"),
                tile(summaries, Part.TRAINING, "runsFailed", "runs failed", "/runs?status=FAILED"),
                tile(summaries, Part.REGISTRY, "versionsApproved", "versions approved", "/models"),
                tile(summaries, Part.REGISTRY, "versionsWaiting", "versions waiting now", "/models"),
                tile(summaries, Part.SERVING, "modelsServed", "models served now", "/models"),
                tile(summaries, Part.MONITORING, "modelsDrifting", "models drifting now", "/models"),
                tile(summaries, Part.MONITORING, "alerts", "alerts", "/alerts"));
    }

    private static CountTile tile(
            Map<Part, Answer<Summary>> summaries, Part part, String count, String name, String page) {
        var value = Optional.ofNullable(summaries.get(part))
                .flatMap(Answer::given)
                .map(summary -> summary.counts().get(count));
        return new CountTile(name, value.orElse(null), page);
    }
}
