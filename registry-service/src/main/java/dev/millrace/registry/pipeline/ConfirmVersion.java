package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import java.time.Clock;
import java.util.function.Supplier;

/** Takes the word of somebody who may approve that a version's gates and approval policy hold though they are weaker. */
public class ConfirmVersion {

    private final AggregateStore<PipelineState> pipelines;
    private final Clock clock;
    private final Supplier<String> cascadeIds;

    ConfirmVersion(AggregateStore<PipelineState> pipelines, Clock clock, Supplier<String> cascadeIds) {
        this.pipelines = pipelines;
        this.clock = clock;
        this.cascadeIds = cascadeIds;
    }

    public Confirmation confirm(String project, String pipeline, int version, String by) {
        var command = new Command(by, null, "CONFIRM " + version, new Lineage(cascadeIds.get(), null, 0));
        var outcome = pipelines.command(command, project + "/" + pipeline, state -> switch (Confirmation.of(
                state, version, by, clock.instant())) {
            case Confirmation.Confirmed(var confirmed) -> Decision.apply(confirmed, "pipeline.confirmed");
            case Confirmation.Refused(var code, var detail) -> Decision.refuse(code, detail);
        });
        return switch (outcome) {
            case Outcome.Applied<PipelineState> applied -> new Confirmation.Confirmed(applied.state());
            case Outcome.Replayed<PipelineState> replayed -> new Confirmation.Confirmed(replayed.state());
            case Outcome.Refused<PipelineState>(var code, var detail) -> new Confirmation.Refused(code, detail);
            case Outcome.Ignored<PipelineState> ignored ->
                throw new IllegalStateException("no confirmation is ignored: " + ignored.because());
        };
    }
}
