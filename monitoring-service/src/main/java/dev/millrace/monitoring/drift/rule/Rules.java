package dev.millrace.monitoring.drift.rule;

import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;

/** The rule of each pipeline, as its newest version declares it. */
public class Rules {

    private final AggregateStore<PipelineRule> pipelines;

    public Rules(Aggregates aggregates) {
        this.pipelines = aggregates.of(AggregateType.derived("pipelines", PipelineRule.class));
    }

    /** The newest version heard of. */
    record PipelineRule(int version, Rule rule) {}

    /** Takes over a pipeline's rule, unless a newer one is known. */
    public void remember(Received<?> cause, String pipeline, int version, Rule rule) {
        pipelines.on(
                cause,
                id(cause.envelope().project(), pipeline),
                known -> known != null && known.version() >= version
                        ? Decision.ignore("a newer version is known")
                        : Decision.apply(new PipelineRule(version, rule), "rule.changed"));
    }

    public Rule of(String project, String pipeline) {
        return pipelines
                .find(id(project, pipeline))
                .map(stored -> stored.state().rule())
                .orElse(Rule.DEFAULT);
    }

    private static String id(String project, String pipeline) {
        return project + "/" + pipeline;
    }
}
