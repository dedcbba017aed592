package dev.millrace.validation.rule;

/**
 * What is wrong with a schema that somebody wrote.
 *
 * @param pointer JSON pointer into the schema
 */
public record SchemaProblem(String pointer, String message) {}
