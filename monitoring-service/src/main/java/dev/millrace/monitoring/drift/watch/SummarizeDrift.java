package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Tells which models drift. */
public class SummarizeDrift implements SummarySource {

    private final WatchedModels models;

    public SummarizeDrift(WatchedModels models) {
        this.models = models;
    }

    @Override
    public Share of(String project, int most) {
        return Share.of(
                Map.of("modelsDrifting", models.count(project, DriftView.Status.DRIFT)),
                models.list(project, DriftView.Status.DRIFT, "", most).stream()
                        .map(SummarizeDrift::drifting)
                        .toList());
    }

    private static Attention drifting(WatchedModels.Watched model) {
        return new Attention(
                Attention.Severity.BAD,
                "DRIFT",
                "model",
                model.model(),
                (long) model.version(),
                Objects.requireNonNullElse(model.since(), Instant.EPOCH),
                "the world of %s moved since version %d was trained".formatted(model.model(), model.version()));
    }
}
