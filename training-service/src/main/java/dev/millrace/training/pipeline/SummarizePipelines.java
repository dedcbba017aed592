package dev.millrace.training.pipeline;

import dev.millrace.messaging.summary.Attention;
import dev.millrace.messaging.summary.SummarySource;
import java.util.Map;

/** Tells which pipelines are not trained any more until somebody starts a run. */
class SummarizePipelines implements SummarySource {

    private final Pipelines pipelines;

    SummarizePipelines(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public Share of(String project, int most) {
        return Share.of(
                Map.of("breakersOpen", pipelines.countBroken(project)),
                pipelines.broken(project, most).stream()
                        .map(SummarizePipelines::broken)
                        .toList());
    }

    private static Attention broken(Pipelines.Broken pipeline) {
        return new Attention(
                Attention.Severity.ATTENTION,
                Suppression.BREAKER.name(),
                "pipeline",
                pipeline.name(),
                null,
                pipeline.since(),
                "%s is not trained any more, because its last %d automatic runs brought nothing; start a run yourself once the cause is known"
                        .formatted(pipeline.name(), pipeline.runsWithoutGain()));
    }
}
