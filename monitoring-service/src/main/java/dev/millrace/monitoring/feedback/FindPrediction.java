package dev.millrace.monitoring.feedback;

import java.util.List;
import java.util.Optional;

/** Looks up who answered, and what, while the prediction is kept. */
public class FindPrediction {

    private final Predictions predictions;

    FindPrediction(Predictions predictions) {
        this.predictions = predictions;
    }

    /** Empty where it was never logged, is no longer kept, or is another project's. */
    public Optional<Predictions.Found> find(String project, String id) {
        return PredictionId.parse(id)
                .flatMap(parsed -> Optional.ofNullable(
                        predictions.find(parsed.partition(), List.of(id)).get(id)))
                .filter(found -> found.model().project().equals(project));
    }
}
