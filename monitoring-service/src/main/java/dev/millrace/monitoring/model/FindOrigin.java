package dev.millrace.monitoring.model;

import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.cascade.CascadeView;
import dev.millrace.monitoring.cascade.TraceCauses;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.WatchedModels;
import dev.millrace.monitoring.feedback.FindPrediction;
import java.util.List;
import java.util.Optional;

/** Follows a prediction back to the data that its model was made of. */
public class FindOrigin {

    private final FindPrediction findPrediction;
    private final WatchedModels watched;
    private final TraceCauses traceCauses;

    FindOrigin(FindPrediction findPrediction, WatchedModels watched, TraceCauses traceCauses) {
        this.findPrediction = findPrediction;
        this.watched = watched;
        this.traceCauses = traceCauses;
    }

    /**
     * Where an answer is from.
     *
     * @param events that led to the approval of the version that answered, from the data that arrived on, in the order of cause and effect;
     *     empty where they are no longer kept
     */
    public record Origin(
            String predictionId,
            String model,
            int version,
            ServingRole role,
            long generation,
            List<CascadeView.Event> events) {
        public Origin {
            events = List.copyOf(events);
        }
    }

    /** Empty where the prediction was never logged, is no longer kept, or is another project's. */
    public Optional<Origin> find(String project, String predictionId) {
        return findPrediction.find(project, predictionId).map(found -> {
            var model = found.model();
            return new Origin(
                    predictionId,
                    model.model(),
                    model.version(),
                    model.role(),
                    model.generation(),
                    watched.generation(project, model.model(), model.generation())
                            .map(Approved::eventId)
                            .map(approval -> traceCauses.ofApproval(project, approval))
                            .orElse(List.of()));
        });
    }
}
