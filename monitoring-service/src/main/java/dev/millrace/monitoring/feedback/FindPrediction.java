package dev.millrace.monitoring.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up who answered, and what, while the prediction is kept. */
public class FindPrediction {

    private final Predictions predictions;

    public FindPrediction(Predictions predictions) {
        this.predictions = predictions;
    }

    /** Empty where it was never logged, is no longer kept, or is another project's. */
    public Optional<Predictions.Found> find(String project, String id) {
        return PredictionId.parse(id)
                .flatMap(parsed -> Optional.ofNullable(
                        predictions.find(parsed.partition(), List.of(id)).get(id)))
                .filter(found -> found.model().project().equals(project));
    }

    /** Those that are the project's and are kept, by their ids. */
    public Map<String, Predictions.Found> find(String project, Collection<String> ids) {
        var found = new HashMap<String, Predictions.Found>();
        PredictionId.byPartition(ids)
                .forEach((partition, those) -> predictions
                        .find(partition, those)
                        .forEach((id, each) -> {
                            if (each.model().project().equals(project)) {
                                found.put(id, each);
                            }
                        }));
        return found;
    }
}
