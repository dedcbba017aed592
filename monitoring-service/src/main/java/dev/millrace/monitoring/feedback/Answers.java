package dev.millrace.monitoring.feedback;

import java.util.List;

/** What one record of the prediction log holds, with its place there. */
public record Answers(
        int partition,
        long offset,
        String project,
        String model,
        int version,
        long generation,
        List<String> classes,
        List<Answer> rows) {

    public Answers {
        classes = List.copyOf(classes);
        rows = List.copyOf(rows);
    }

    String scoreId() {
        return project + "/" + model;
    }
}
