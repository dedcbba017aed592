package dev.millrace.training.learn;

/**
 * Something about the data that a person should look at, though a model was learned from them.
 *
 * @param code upper-case, such as LABEL_LEAK
 */
public record Warning(String code, String column, String detail) {}
