package dev.millrace.validation.dataset;

import org.jspecify.annotations.Nullable;

/**
 * A version with its verdict, before that is decided.
 *
 * @param arrival as it is announced
 * @param schema in force from then on, if the version is usable
 */
record JudgedVersion(
        Arrival arrival, Verdict verdict, @Nullable SchemaVersion schema) {}
