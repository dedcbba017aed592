package dev.millrace.validation.dataset.web;

import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;

/** The answer where nothing is known of a dataset, or of a version of it or of its schema. */
final class UnknownDataset {

    private UnknownDataset() {}

    /** @param detail that says what is not there, without a mark at its end */
    static Problem of(String detail) {
        return NotFound.of(
                "NOT_FOUND",
                detail,
                "./millrace datasets lists those that there are, and ./millrace dataset DATASET shows the verdicts on its versions");
    }
}
