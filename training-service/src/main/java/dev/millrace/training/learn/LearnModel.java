package dev.millrace.training.learn;

/** Learns one model; the only way from a run into the mathematics. */
@FunctionalInterface
public interface LearnModel {

    /**
     * Reads the task's rows, trains every candidate, keeps the best and stores its package.
     *
     * @throws UnlearnableException when these data cannot be learned from, however often it is tried
     */
    Learned learn(LearningTask task, Progress progress);
}
