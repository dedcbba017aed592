package dev.millrace.pipelines;

/**
 * One thing that is wrong with a specification, and where.
 *
 * @param code upper-case, stable
 * @param line counted from 1
 * @param column counted from 1
 * @param pointer JSON pointer of the value, empty for the whole document
 * @param message a sentence for people that says what to write instead where that is known
 */
public record SpecProblem(String code, int line, int column, String pointer, String message) {}
