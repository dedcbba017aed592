package dev.millrace.training.run;

import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import java.time.Duration;
import java.util.List;

/**
 * A run that made a model.
 *
 * @param actors everybody behind it: who asked for it, and who brought the data that it read
 */
public record TrainedRun(Run run, List<String> actors, LearningTask task, Learned learned, Duration took) {

    public TrainedRun {
        actors = List.copyOf(actors);
    }
}
