package dev.millrace.training.learn;

import java.util.Optional;
import java.util.function.Supplier;

/** Learns one model; the only way from a run into the mathematics. */
@FunctionalInterface
public interface LearnModel {

    /**
     * Reads the task's rows, trains every candidate, keeps the best and stores its package.
     *
     * @param champion whom the best is compared with, asked once it is there; empty for a first model
     * @throws UnlearnableException when these data cannot be learned from, however often it is tried
     */
    Learned learn(LearningTask task, Supplier<Optional<Champion>> champion, Progress progress);
}
