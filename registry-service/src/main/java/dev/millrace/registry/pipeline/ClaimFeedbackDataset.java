package dev.millrace.registry.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpecs;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two pipelines from sending labelled rows to one dataset: each would be trained on rows that another model answered, whose columns
 * and labels mean something else.
 */
class ClaimFeedbackDataset {

    private final AggregateStore<FeedbackDataset> datasets;
    private final AggregateStore<PipelineState> pipelines;
    private final Specifications specifications;
    private final Clock clock;

    ClaimFeedbackDataset(
            AggregateStore<FeedbackDataset> datasets,
            AggregateStore<PipelineState> pipelines,
            Specifications specifications,
            Clock clock) {
        this.datasets = datasets;
        this.pipelines = pipelines;
        this.specifications = specifications;
        this.clock = clock;
    }

    /** The pipeline that has the dataset already; empty where this one may name it. */
    Optional<String> claim(Command command, String project, String pipeline, String dataset) {
        var id = project + "/" + dataset;
        var owner = datasets.find(id)
                .map(Stored::state)
                .map(FeedbackDataset::pipeline)
                .orElse(pipeline);
        boolean named = names(project, owner, dataset);
        var outcome = datasets.command(
                command, id, state -> decide(state, owner, named, new FeedbackDataset(pipeline, clock.instant())));
        return outcome instanceof Outcome.Refused<FeedbackDataset>
                ? datasets.find(id).map(stored -> stored.state().pipeline())
                : Optional.empty();
    }

    private static Decision<FeedbackDataset> decide(
            @Nullable FeedbackDataset state, String owner, boolean named, FeedbackDataset claim) {
        var now = claim.claimedAt();
        if (state == null) {
            return Decision.apply(claim, "feedback-dataset.claimed");
        }
        // Somebody else may have claimed it since it was looked at.
        boolean namedByOwner = named || !state.pipeline().equals(owner);
        if (!state.pipeline().equals(claim.pipeline())) {
            return state.isTaken(namedByOwner, now)
                    ? Decision.refuse("FEEDBACK_DATASET_TAKEN", "rows of %s go there".formatted(state.pipeline()))
                    : Decision.apply(claim, "feedback-dataset.claimed");
        }
        return namedByOwner
                ? Decision.ignore("the pipeline has it already")
                : Decision.apply(claim, "feedback-dataset.claimed");
    }

    private boolean names(String project, String pipeline, String dataset) {
        return pipelines
                .find(project + "/" + pipeline)
                .flatMap(stored -> specifications.find(
                        project, pipeline, stored.state().current().digest()))
                .map(specification -> PipelineSpecs.fromCanonicalJson(specification.json())
                        .data()
                        .feedback())
                .filter(feedback -> feedback.dataset().equals(dataset))
                .isPresent();
    }
}
