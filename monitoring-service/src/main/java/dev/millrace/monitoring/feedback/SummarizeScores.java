package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Tells which models got worse. */
class SummarizeScores implements SummarySource {

    private final ScoredModels models;

    SummarizeScores(ScoredModels models) {
        this.models = models;
    }

    @Override
    public Share of(String project, int most) {
        return Share.of(
                Map.of("modelsWorse", models.countWorse(project)),
                models.worse(project, most).stream().map(SummarizeScores::worse).toList());
    }

    private static Attention worse(ScoredModels.Worse model) {
        var score = model.score();
        return new Attention(
                Attention.Severity.BAD,
                "PERFORMANCE",
                "model",
                model.model(),
                (long) model.version(),
                Objects.requireNonNullElse(score.since(), Instant.EPOCH),
                "%s of %s is %s by its labels and was %s on its test rows"
                        .formatted(score.metric(), model.model(), score.value(), score.expected()));
    }
}
