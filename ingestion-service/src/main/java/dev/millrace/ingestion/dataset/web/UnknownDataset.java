package dev.millrace.ingestion.dataset.web;

import dev.millrace.ingestion.dataset.FindDatasets;
import dev.millrace.web.NotFound;
import dev.millrace.web.Problem;

/** The answers where there is no dataset of a name, or not so many versions of it. */
final class UnknownDataset {

    private static final String CODE = "NOT_FOUND";

    private UnknownDataset() {}

    static Problem of(FindDatasets datasets, String project, String name) {
        return NotFound.named(
                CODE,
                "dataset",
                name,
                datasets.names(project, NotFound.NAMES),
                "./millrace datasets lists those that there are, and ./millrace upload makes one");
    }

    static Problem version(FindDatasets datasets, String project, String name, long number) {
        return datasets.find(project, name)
                .map(dataset -> NotFound.of(
                        CODE,
                        "Dataset %s has no version %d, its newest is %d".formatted(name, number, dataset.versions()),
                        "./millrace dataset %s shows its versions".formatted(name)))
                .orElseGet(() -> of(datasets, project, name));
    }
}
