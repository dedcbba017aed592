package dev.millrace.training.learn.rows;

/** One turn of a cross-validation: what learns from some rows is judged by others. */
public record Fold(Part train, Part judges) {}
