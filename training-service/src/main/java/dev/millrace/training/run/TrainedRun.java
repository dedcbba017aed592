package dev.millrace.training.run;

import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import java.time.Duration;

/** A run that made a model. */
public record TrainedRun(Run run, LearningTask task, Learned learned, Duration took) {}
