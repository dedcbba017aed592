package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.Offset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pipelines in all the states in which a trigger may meet them. */
final class SamplePipelines {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private SamplePipelines() {}

    static Definition definition(int version, String dataset, String retrain) {
        var yaml = """
                apiVersion: millrace/v1
                kind: Pipeline
                name: tips
                data: {dataset: %s, label: big_tip}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: 0.6}]
                retrain: %s
                """.formatted(dataset, retrain);
        PipelineSpec spec = PipelineSpecs.parse(yaml, () -> 7);
        return new Definition(version, PipelineSpecs.digest(spec), PipelineSpecs.toCanonicalJson(spec));
    }

    /** Defined, without data. */
    static Pipeline fresh(String retrain) {
        return Pipeline.unknown("default", "tips").defined(definition(1, "trips", retrain));
    }

    /** Versions 1 to n of 1000 rows each. */
    static DataRange versions(int count) {
        return versions(count, 1_000L * count);
    }

    static DataRange versions(int count, long rows) {
        return new DataRange(new Offset(0, 0), new Offset(count, rows), 0, count == 0 ? 0 : 1, count);
    }

    static Pipeline holding(Pipeline pipeline, int versions) {
        return pipeline.withData(versions(versions));
    }

    /** Trained on versions 1 to n, the run having ended so long ago. */
    static Pipeline trained(Pipeline pipeline, int versions, Duration ago) {
        var at = NOW.minus(ago);
        var trained = new PastRuns.Trained(
                1,
                false,
                true,
                at,
                new PastRuns.Read(new Offset(versions, 1_000L * versions), 1_000L * versions, null),
                null,
                null,
                null);
        return pipeline.withRuns(new Pipeline.Runs(1, null, null))
                .withPast(
                        PastRuns.NONE.after(trained, new Spending.Cost(Duration.ofSeconds(30), 1_000L * versions), at));
    }

    static Pipeline busy(Pipeline pipeline) {
        var request = new RunRequest(
                pipeline.runs().numbered() + 1,
                Reason.NEW_DATA,
                "data.validated",
                List.of(),
                NOW,
                new RunRequest.Triggers(1, List.of("e0")),
                lineage(1));
        var run = ActiveRun.of(request, Objects.requireNonNull(pipeline.definition()), pipeline.data());
        return pipeline.withRuns(pipeline.runs().starting(run));
    }

    static Pipeline waiting(Pipeline pipeline, TriggerDecision decision) {
        return pipeline.withRuns(pipeline.runs().waitingFor(((TriggerDecision.Merged) decision).waiting()));
    }

    static Lineage lineage(int hop) {
        return new Lineage("cascade", "cause", hop);
    }

    static Trigger newData(long version) {
        return new Trigger.NewData(List.of("e" + version), lineage(2));
    }

    static Trigger drift(int modelVersion) {
        return drift(modelVersion, Trigger.Drift.Finding.CERTAIN);
    }

    static Trigger drift(int modelVersion, Trigger.Drift.Finding finding) {
        return new Trigger.Drift(List.of("d" + modelVersion), lineage(1), modelVersion, finding);
    }

    static Trigger manual() {
        return new Trigger.Manual("ann", lineage(0));
    }

    /** Where all versions may be read. */
    static Situation situation(Pipeline pipeline) {
        return situation(pipeline, pipeline.data(), null);
    }

    static Situation situation(Pipeline pipeline, DataRange readable, @Nullable Instant verdictUntil) {
        return new Situation(pipeline, Objects.requireNonNull(pipeline.definition()), readable, NOW, verdictUntil);
    }

    static TriggerDecision decide(Pipeline pipeline, Trigger trigger) {
        return decide(situation(pipeline), trigger);
    }

    static Answer answer(Pipeline pipeline, Trigger trigger) {
        return Answer.to(trigger, situation(pipeline), new TriggerPolicy(16));
    }

    /** When what was put off is decided on again. */
    static Answer again(Pipeline pipeline, Instant now) {
        var at = new Situation(pipeline, Objects.requireNonNull(pipeline.definition()), pipeline.data(), now, null);
        return Answer.again(Objects.requireNonNull(pipeline.putOff()), at, new TriggerPolicy(16));
    }

    static TriggerDecision decide(Situation situation, Trigger trigger) {
        return new TriggerPolicy(16).decide(situation, trigger);
    }
}
