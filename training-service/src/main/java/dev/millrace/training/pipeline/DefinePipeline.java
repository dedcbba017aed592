package dev.millrace.training.pipeline;

import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.Dataset;
import dev.millrace.training.data.FeedbackRange;
import dev.millrace.training.data.FindDataset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a pipeline version in force, and lets it see the data that were there before it. */
public class DefinePipeline {

    private final AggregateStore<Pipeline> pipelines;
    private final Pipelines readers;
    private final FindDataset findDataset;
    private final DecideTrigger decideTrigger;
    private final ArtifactStore artifacts;

    DefinePipeline(
            Aggregates aggregates,
            Pipelines readers,
            FindDataset findDataset,
            DecideTrigger decideTrigger,
            ArtifactStore artifacts) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.readers = readers;
        this.findDataset = findDataset;
        this.decideTrigger = decideTrigger;
        this.artifacts = artifacts;
    }

    /**
     * Puts a version in force.
     *
     * @param by who applied it
     */
    public void define(String project, String name, Definition definition, String by, Received<?> cause) {
        keep(definition);
        var id = Pipeline.id(project, name);
        var dataset = definition.parsed().data().dataset();
        var outcome = pipelines.on(
                cause, id, state -> defined(state == null ? Pipeline.unknown(project, name) : state, definition));
        if (outcome instanceof Outcome.Ignored<Pipeline> ignored && !isFound(ignored.state(), definition)) {
            throw UnavailableException.notYet("%s is not among the readers of %s yet".formatted(id, dataset));
        }
        var read = findDataset.find(project, dataset);
        var trigger = trigger(read, by, cause);
        var data = data(read, definition);
        pipelines.internal(
                "pipeline.defined", trigger.lineage(), id, state -> adopt(state, definition, dataset, data, trigger));
    }

    /**
     * Topics have no common order: data that were validated after the pipeline was applied are new to it, though they were read
     * before it.
     */
    private static Trigger trigger(Dataset dataset, String by, Received<?> cause) {
        var defined = cause.envelope();
        var newest = dataset.newest();
        return newest != null && newest.validatedAt().isAfter(defined.occurredAt())
                ? new Trigger.NewData(
                        Stream.ofNullable(newest.effect().causationId()).toList(), newest.effect())
                : new Trigger.Defined(defined.eventId(), defined.effect(), by);
    }

    private DataRange data(Dataset dataset, Definition definition) {
        var feedback = definition.parsed().data().feedback();
        var besides = feedback == null
                ? DataRange.NONE
                : findDataset.find(dataset.project(), feedback.dataset()).range();
        return dataset.range()
                .withFeedback(
                        feedback == null || besides.isEmpty() ? null : new FeedbackRange(feedback.dataset(), besides));
    }

    /** Whether new data find the pipeline, if it reads these datasets. */
    private boolean isFound(@Nullable Pipeline pipeline, Definition definition) {
        return pipeline == null
                || !definition.equals(pipeline.definition())
                || Stream.of(pipeline.dataset(), pipeline.feedback())
                        .filter(Objects::nonNull)
                        .allMatch(dataset -> readers.isReader(pipeline.id(), dataset));
    }

    /** Runs learn by the specification that they were started under, so each version is kept as an artifact. */
    private void keep(Definition definition) {
        var digest = artifacts.put(definition.spec().getBytes(StandardCharsets.UTF_8));
        if (!digest.hex().equals(definition.digest())) {
            throw new ParkedException(
                    "SPEC_DIGEST_MISMATCH", "the specification is not the one that its digest names", false);
        }
    }

    private Decision<Pipeline> defined(Pipeline pipeline, Definition newer) {
        var before = pipeline.definition();
        if (before != null && before.version() >= newer.version()) {
            return Decision.ignore("version " + before.version() + " is in force");
        }
        var defined = pipeline.defined(newer);
        var change = Decision.apply(defined, "pipeline.defined").storing(readers.row(defined, defined.data()));
        return pipeline.putOff() == null ? change : change.with(again(defined));
    }

    /** What was put off by the policy before is decided on by the new one; by another dataset's it is forgotten. */
    private static JobChange again(Pipeline defined) {
        return defined.putOff() == null ? new JobChange.Clear() : new JobChange.Request(defined.id() + "/again");
    }

    /** Once for each pipeline version, and only while nothing was learned yet. */
    private Decision<Pipeline> adopt(
            @Nullable Pipeline pipeline, Definition definition, String dataset, DataRange data, Trigger trigger) {
        if (pipeline == null || pipeline.past().definitionTried() >= definition.version()) {
            return Decision.ignore("the data were seen before");
        }
        var tried = pipeline.withPast(pipeline.past().withDefinitionTried(definition.version()));
        var seeing = pipeline.dataset().equals(dataset)
                ? tried.withData(pipeline.data().orLater(sameFeedback(pipeline, data)))
                : tried;
        return seeing.hasFirstData() ? decideTrigger.decide(seeing, trigger) : Decision.apply(seeing, "data.seen");
    }

    /** Without labelled rows of a dataset that the pipeline reads no longer. */
    private static DataRange sameFeedback(Pipeline pipeline, DataRange data) {
        var feedback = data.feedback();
        return feedback == null || feedback.dataset().equals(pipeline.feedback()) ? data : data.withFeedback(null);
    }
}
