package dev.millrace.training.run;

import dev.millrace.messaging.Announcement;
import dev.millrace.training.pipeline.Alert;
import java.time.Duration;

/** Puts what came of a run into the words of the contract. */
public interface RunAnnouncements {

    Announcement<?> trained(TrainedModel model);

    /** @param took how long it learned */
    Announcement<?> ended(TrainingRun run, Duration took);

    Announcement<?> raised(Alert alert);
}
