package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.pipelines.SpecException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a specification in force; the same one again changes nothing. Where a version of the model is in service, somebody who may not
 * approve cannot weaken what decides about the next ones: gates and approval policy stay as they are until {@link ConfirmVersion}.
 */
public class ApplyPipeline {

    private static final int TRIES = 8;

    private final AggregateStore<PipelineState> pipelines;
    private final Specifications specifications;
    private final PipelineVersions versions;
    private final ServedModels servedModels;
    private final ClaimFeedbackDataset claimFeedbackDataset;
    private final PipelineAnnouncements announcements;
    private final Clock clock;
    private final LongSupplier seeds;
    private final Supplier<String> cascadeIds;

    ApplyPipeline(
            AggregateStore<PipelineState> pipelines,
            Specifications specifications,
            PipelineVersions versions,
            ServedModels servedModels,
            ClaimFeedbackDataset claimFeedbackDataset,
            PipelineAnnouncements announcements,
            Clock clock,
            LongSupplier seeds,
            Supplier<String> cascadeIds) {
        this.pipelines = pipelines;
        this.specifications = specifications;
        this.versions = versions;
        this.servedModels = servedModels;
        this.claimFeedbackDataset = claimFeedbackDataset;
        this.announcements = announcements;
        this.clock = clock;
        this.seeds = seeds;
        this.cascadeIds = cascadeIds;
    }

    /**
     * Who applies a specification.
     *
     * @param mayApprove whether they may approve models, and so also change what decides about them
     */
    public record Author(String project, String subject, boolean mayApprove) {}

    /** A specification that is to be put in force. */
    private record Proposal(String id, PipelineSpec spec, Specification text, List<String> weaker, String by) {}

    public Application apply(Author author, String pipeline, String text) {
        var id = author.project() + "/" + pipeline;
        var lineage = new Lineage(cascadeIds.get(), null, 0);
        for (int i = 0; i < TRIES; i++) {
            var before = pipelines.find(id).map(Stored::state).orElse(null);
            PipelineSpec spec;
            try {
                spec = PipelineSpecs.parse(text, before == null ? seeds : before::seed);
            } catch (SpecException faulty) {
                return new Application.Faulty(faulty.problems());
            }
            if (!spec.name().equals(pipeline)) {
                return new Application.Misnamed(spec.name());
            }
            var taken = feedbackTaken(author, spec, lineage);
            if (taken.isPresent()) {
                return taken.get();
            }
            var application = apply(author, propose(author, id, spec, before), before, lineage);
            if (application.isPresent()) {
                return application.get();
            }
        }
        throw new IllegalStateException("pipeline " + pipeline + " is being changed all the time");
    }

    private Optional<Application> feedbackTaken(Author author, PipelineSpec spec, Lineage lineage) {
        var feedback = spec.data().feedback();
        if (feedback == null) {
            return Optional.empty();
        }
        var command = new Command(author.subject(), null, PipelineSpecs.digest(spec), lineage);
        return claimFeedbackDataset
                .claim(command, author.project(), spec.name(), feedback.dataset())
                .map(rival -> new Application.FeedbackTaken(feedback.dataset(), rival));
    }

    private Proposal propose(Author author, String id, PipelineSpec spec, @Nullable PipelineState before) {
        var specification =
                new Specification(spec.name(), PipelineSpecs.digest(spec), PipelineSpecs.toCanonicalJson(spec));
        specifications.keep(author.project(), specification);
        var weaker = before == null || author.mayApprove() || !servedModels.contains(author.project(), spec.name())
                ? List.<String>of()
                : Weakening.of(policy(author.project(), spec.name(), before), spec);
        return new Proposal(id, spec, specification, weaker, author.subject());
    }

    private PipelineSpec policy(String project, String pipeline, PipelineState state) {
        return specifications
                .find(project, pipeline, state.policy().digest())
                .map(Specification::json)
                .map(PipelineSpecs::fromCanonicalJson)
                .orElseThrow(() -> new IllegalStateException("the specification of the policy is gone"));
    }

    /** Empty where somebody else was faster: the seed to keep, or the policy that holds, may be another one now. */
    private Optional<Application> apply(
            Author author, Proposal proposal, @Nullable PipelineState before, Lineage lineage) {
        var outcome = pipelines.command(
                new Command(author.subject(), null, proposal.text().digest(), lineage),
                proposal.id(),
                state -> Objects.equals(state, before)
                        ? decide(state, proposal)
                        : Decision.refuse("CHANGED_MEANWHILE", "somebody else applied a version"));
        var pipeline = proposal.spec().name();
        return switch (outcome) {
            case Outcome.Applied<PipelineState> applied ->
                Optional.of(new Application.Defined(pipeline, applied.state()));
            case Outcome.Ignored<PipelineState> ignored ->
                Optional.ofNullable(ignored.state()).map(state -> new Application.Unchanged(pipeline, state));
            case Outcome.Replayed<PipelineState> replayed ->
                Optional.of(new Application.Unchanged(pipeline, replayed.state()));
            case Outcome.Refused<PipelineState> refused -> Optional.empty();
        };
    }

    private Decision<PipelineState> decide(@Nullable PipelineState state, Proposal proposal) {
        var digest = proposal.text().digest();
        var dataset = proposal.spec().data().dataset();
        long seed = proposal.spec().data().split().seed();
        if (state != null && state.current().digest().equals(digest)) {
            return Decision.ignore("unchanged");
        }
        var now = clock.instant();
        var next = state == null
                ? PipelineState.first(digest, dataset, seed, proposal.by(), now)
                : state.next(digest, dataset, seed, proposal.by(), now, proposal.weaker());
        return Decision.apply(next, "pipeline.defined", announcements.defined(proposal.text(), next.current()))
                .storing(versions.row(proposal.id(), next.current()));
    }
}
