package dev.millrace.monitoring.estimate;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.pipelines.Task;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Test rows as training stores them with a package. */
public final class StoredTestRows {

    private StoredTestRows() {}

    /** Stores them and answers their digest. */
    public static String of(TestAnswers answers, LocalArtifactStore artifacts) {
        int scores =
                answers.outputs().task() == Task.BINARY ? 1 : answers.outputs().width();
        var columns = IntStream.range(0, scores)
                .mapToObj(place -> "score_" + place + " DOUBLE")
                .collect(Collectors.joining(", "));
        var rows = IntStream.range(0, answers.rows())
                .mapToObj(row -> row(answers, row))
                .collect(Collectors.joining(", "));
        try (var datasets = new Datasets(artifacts, new Limits(64 << 20, 1L << 30, 1));
                var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute("CREATE TEMP TABLE predictions (row BIGINT, label VARCHAR, prediction VARCHAR, %s)"
                    .formatted(columns));
            session.execute("INSERT INTO predictions VALUES " + rows);
            session.execute("COPY predictions TO '%s' (FORMAT PARQUET)".formatted(draft.file()));
            return draft.commit().hex();
        }
    }

    private static String row(TestAnswers answers, int row) {
        var text = new StringBuilder(
                "(%d, '%s', ''".formatted(row, answers.outputs().name(answers.truth(row))));
        for (float score : answers.answer(row)) {
            text.append(", ").append((double) score);
        }
        return text.append(')').toString();
    }
}
