package dev.millrace.monitoring.gather;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each pipeline's newest version asks for. */
public class GatherRules {

    private final AggregateStore<Declared> pipelines;

    public GatherRules(Aggregates aggregates) {
        this.pipelines = aggregates.of(AggregateType.derived("gather-rules", Declared.class));
    }

    /** @param rule null where the pipeline gathers nothing */
    record Declared(int version, @Nullable GatherRule rule) {}

    /** Takes over what a pipeline asks for, unless a newer version of it is known. */
    public void remember(Received<?> cause, String pipeline, int version, @Nullable GatherRule rule) {
        pipelines.on(
                cause,
                id(cause.envelope().project(), pipeline),
                known -> (known == null && rule == null) || (known != null && known.version() >= version)
                        ? Decision.ignore("nothing is asked for, or a newer version is known")
                        : Decision.apply(new Declared(version, rule), "rule.changed"));
    }

    public Optional<GatherRule> of(String project, String pipeline) {
        return pipelines
                .find(id(project, pipeline))
                .map(stored -> stored.state().rule());
    }

    private static String id(String project, String pipeline) {
        return project + "/" + pipeline;
    }
}
