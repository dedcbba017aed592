package dev.millrace.training.learn;

/**
 * What a column of the data is learned from as.
 *
 * @param use as the specification would say it under {@code features}
 * @param reason for people
 */
public record FeatureChoice(String column, String use, String reason) {}
