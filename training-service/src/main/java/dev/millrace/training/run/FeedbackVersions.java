package dev.millrace.training.run;

import java.util.List;

/** Versions of the dataset of answered and labelled rows that a run read. */
public record FeedbackVersions(String dataset, List<Long> versions) {
    public FeedbackVersions {
        versions = List.copyOf(versions);
    }
}
