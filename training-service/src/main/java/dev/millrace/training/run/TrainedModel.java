package dev.millrace.training.run;

import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import dev.millrace.training.pipeline.Alert;
import dev.millrace.training.pipeline.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that a run made.
 *
 * @param actors everybody behind it: who asked for the run, and who brought the data that it read
 * @param feedback answered and labelled rows that it read besides; null where it read none
 */
public record TrainedModel(
        RunRequest run,
        List<String> actors,
        LearningTask task,
        @Nullable FeedbackVersions feedback,
        Learned learned,
        Duration took) {

    public TrainedModel {
        actors = List.copyOf(actors);
    }

    /** What a person should know about the data; the model is judged all the same. */
    Optional<Alert> alert() {
        var warnings = learned.warnings();
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        int others = warnings.size() - 1;
        var what = warnings.getFirst().detail()
                + (others == 0 ? "" : "; and %d more %s".formatted(others, others == 1 ? "warning" : "warnings"));
        return Optional.of(new Alert(
                task.spec().name(),
                Alert.Code.valueOf(warnings.getFirst().code()),
                what,
                "run " + task.runId(),
                run.lineage()));
    }
}
