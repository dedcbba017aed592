package dev.millrace.registry.pipeline;

import dev.millrace.contracts.PipelineDefined;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.SpecException;
import dev.millrace.registry.specification.Specification;
import dev.millrace.registry.specification.Specifications;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a specification in force; the same one again changes nothing. */
public class ApplyPipeline {

    private static final int TRIES = 8;

    private final AggregateStore<PipelineState> pipelines;
    private final Specifications specifications;
    private final Clock clock;
    private final LongSupplier seeds;
    private final Supplier<String> cascadeIds;

    ApplyPipeline(
            AggregateStore<PipelineState> pipelines,
            Specifications specifications,
            Clock clock,
            LongSupplier seeds,
            Supplier<String> cascadeIds) {
        this.pipelines = pipelines;
        this.specifications = specifications;
        this.clock = clock;
        this.seeds = seeds;
        this.cascadeIds = cascadeIds;
    }

    public Application apply(String project, String pipeline, String text, String by) {
        String id = project + "/" + pipeline;
        Lineage lineage = new Lineage(cascadeIds.get(), null, 0);
        for (int i = 0; i < TRIES; i++) {
            PipelineState before = pipelines.find(id).map(Stored::state).orElse(null);
            PipelineSpec spec;
            try {
                spec = PipelineSpecs.parse(text, before == null ? seeds : before::seed);
            } catch (SpecException faulty) {
                return new Application.Faulty(faulty.problems());
            }
            if (!spec.name().equals(pipeline)) {
                return new Application.Misnamed(spec.name());
            }
            Specification specification = specifications.put(project, spec);
            Outcome<PipelineState> outcome = pipelines.command(
                    new Command(by, null, specification.digest(), lineage),
                    id,
                    state -> Objects.equals(state, before)
                            ? decide(state, specification, spec.data(), by)
                            : Decision.refuse("CHANGED_MEANWHILE", "somebody else applied a version"));
            Optional<Application> application = application(pipeline, outcome);
            if (application.isPresent()) {
                return application.get();
            }
        }
        throw new IllegalStateException("pipeline " + pipeline + " is being changed all the time");
    }

    /** Empty where somebody else was faster: the seed to keep may be another one now. */
    private static Optional<Application> application(String pipeline, Outcome<PipelineState> outcome) {
        return switch (outcome) {
            case Outcome.Applied<PipelineState> applied -> {
                PipelineState.Applied now = applied.state().current();
                yield Optional.of(new Application.Defined(pipeline, now.version(), now.digest()));
            }
            case Outcome.Ignored<PipelineState> ignored ->
                Optional.ofNullable(ignored.state()).map(state -> unchanged(pipeline, state));
            case Outcome.Replayed<PipelineState> replayed -> Optional.of(unchanged(pipeline, replayed.state()));
            case Outcome.Refused<PipelineState> refused -> Optional.empty();
        };
    }

    private static Application unchanged(String pipeline, PipelineState state) {
        return new Application.Unchanged(
                pipeline, state.current().version(), state.current().digest());
    }

    private Decision<PipelineState> decide(
            @Nullable PipelineState state, Specification specification, PipelineSpec.Data data, String by) {
        String digest = specification.digest();
        long seed = data.split().seed();
        if (state == null) {
            return defined(PipelineState.first(digest, data.dataset(), seed, by, clock.instant()), specification);
        }
        return state.current().digest().equals(digest)
                ? Decision.ignore("unchanged")
                : defined(state.next(digest, data.dataset(), seed, by, clock.instant()), specification);
    }

    private static Decision<PipelineState> defined(PipelineState state, Specification specification) {
        PipelineDefined event = new PipelineDefined();
        event.setPipeline(specification.pipeline());
        event.setVersion(state.current().version());
        event.setSpecDigest(specification.digest());
        event.setSpec(specification.json());
        event.setDefinedBy(state.current().definedBy());
        return Decision.apply(state, "pipeline.defined", Announcement.of(Topics.PIPELINE_DEFINED, event));
    }
}
