package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.gather.GatherRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one record of the prediction log holds.
 *
 * @param at when the broker took the record
 * @param pipeline of the model
 * @param classes names of the scores; empty for regression
 * @param columns names of the inputs; empty where none are kept
 */
public record LoggedPredictions(
        Model model, String pipeline, Instant at, List<String> classes, List<String> columns, List<Prediction> rows) {

    public LoggedPredictions {
        classes = List.copyOf(classes);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Without what is not to be kept of the inputs: all of them where no rule asks for any. */
    LoggedPredictions keeping(Optional<GatherRule> rule) {
        if (rule.isEmpty()) {
            return new LoggedPredictions(
                    model,
                    pipeline,
                    at,
                    classes,
                    List.of(),
                    rows.stream().map(Prediction::withoutInputs).toList());
        }
        var places = rule.get().kept(columns);
        return new LoggedPredictions(
                model,
                pipeline,
                at,
                classes,
                places.stream().map(columns::get).toList(),
                rows.stream().map(row -> row.keeping(places)).toList());
    }

    /**
     * Who answered.
     *
     * @param role the champion's where an earlier release has kept the prediction
     */
    public record Model(String project, String model, int version, long generation, ServingRole role) {
        public Model {
            role = ServingRole.stored(role);
        }

        /** Whether the version of this approval answered, and not another one of the model. */
        boolean is(Approved approved) {
            return generation == approved.generation()
                    && version == approved.version()
                    && role == approved.modelRole().role();
        }

        /** Id of the score that its labels are counted for. */
        public String scoreId() {
            return new ModelRole(project, model, role).id();
        }
    }
}
