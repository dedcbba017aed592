package dev.millrace.serving.model;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.util.Map;

/** Tells what this instance answers with, and what it should answer with and cannot. */
class SummarizeServedModels implements SummarySource {

    private final ServedModels served;
    private final Readiness readiness;

    SummarizeServedModels(ServedModels served, Readiness readiness) {
        this.served = served;
        this.readiness = readiness;
    }

    @Override
    public Share of(String project, int most) {
        var lacking = readiness.lacking(project);
        return Share.of(
                Map.of(
                        "modelsServed", (long) served.approvals(project).size(),
                        "modelsFailed", (long) lacking.size()),
                lacking.stream().limit(most).map(SummarizeServedModels::lacking).toList());
    }

    private static Attention lacking(Readiness.Lacking model) {
        var approval = model.approval();
        return new Attention(
                Attention.Severity.BAD,
                "MODEL_NOT_LOADED",
                "version",
                approval.name().model(),
                (long) approval.version(),
                model.since(),
                "version %d of %s is approved, and this instance cannot load it; it is tried again"
                        .formatted(approval.version(), approval.name().model()));
    }
}
