package dev.millrace.serving.model;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.util.Map;
import java.util.stream.Stream;

/** Tells what this instance answers with, what it should answer with and cannot, and what people withdrew. */
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
        var withdrawn = readiness.withdrawn(project);
        return Share.of(
                Map.of(
                        "modelsServed", (long) served.approvals(project).size(),
                        "modelsFailed", (long) lacking.size(),
                        "modelsWithdrawn", (long) withdrawn.size()),
                Stream.concat(
                                lacking.stream().map(SummarizeServedModels::lacking),
                                withdrawn.stream().map(SummarizeServedModels::withdrawn))
                        .limit(most)
                        .toList());
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

    private static Attention withdrawn(Readiness.Withdrawn model) {
        var approval = model.approval();
        return new Attention(
                Attention.Severity.ATTENTION,
                "MODEL_WITHDRAWN",
                "version",
                approval.name().model(),
                (long) approval.version(),
                model.withdrawal().since(),
                "%s answers nothing: %s; POST /v2/repository/models/%s/load answers with version %d again"
                        .formatted(
                                approval.name().model(),
                                model.withdrawal().sentence(),
                                approval.name().model(),
                                approval.version()));
    }
}
