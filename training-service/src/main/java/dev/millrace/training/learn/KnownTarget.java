package dev.millrace.training.learn;

/**
 * What a pipeline learned before, so that the task and the positive class do not change by themselves with the data.
 *
 * @param label the column
 * @param task as packages name it
 * @param positive of two classes the positive one; else empty
 */
public record KnownTarget(String label, String task, String positive) {}
