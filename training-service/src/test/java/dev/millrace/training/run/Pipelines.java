package dev.millrace.training.run;

import dev.millrace.messaging.Lineage;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** Pipelines in all the states in which a trigger may meet them. */
final class Pipelines {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Pipelines() {}

    static String spec(String dataset, String retrain) {
        String yaml = """
                apiVersion: millrace/v1
                kind: Pipeline
                name: tips
                data: {dataset: %s, label: big_tip}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: [{metric: auc, min: 0.6}]
                retrain: %s
                """.formatted(dataset, retrain);
        return PipelineSpecs.toCanonicalJson(PipelineSpecs.parse(yaml, () -> 7));
    }

    static Definition definition(String retrain) {
        String json = spec("trips", retrain);
        PipelineSpec spec = PipelineSpecs.fromCanonicalJson(json);
        return new Definition(1, PipelineSpecs.digest(spec), json);
    }

    /** Defined, without data. */
    static Pipeline fresh(String retrain) {
        return Pipeline.unknown("default", "tips").defined(definition(retrain), "trips");
    }

    /** Versions 1 to n of 1000 rows each. */
    static Pipeline holding(Pipeline pipeline, int versions) {
        KnownData known = KnownData.NONE;
        for (long version = 1; version <= versions; version++) {
            known = known.with(version(version, 1_000));
        }
        return pipeline.withKnown(known);
    }

    static DatasetVersion version(long number, long rows) {
        return new DatasetVersion(
                "default", "trips", number, DatasetVersion.Mode.APPEND, rows, List.of(), List.of(), "ingo");
    }

    /** Trained on versions 1 to n, the run having ended so long ago. */
    static Pipeline trained(Pipeline pipeline, int versions, Duration ago) {
        List<Long> numbers = LongStream.rangeClosed(1, versions).boxed().toList();
        History.Trained trained = new History.Trained(1, false, true, numbers, 1_000L * versions);
        return pipeline.withHistory(History.NONE.numbered().after(trained, Duration.ofSeconds(30), NOW.minus(ago)));
    }

    static Pipeline busy(Pipeline pipeline) {
        KnownData known = pipeline.known();
        Run run = new Run(
                pipeline.history().numbers() + 1,
                Reason.NEW_DATA,
                "data.validated",
                List.of(),
                NOW,
                List.of("e0"),
                lineage(1),
                Objects.requireNonNull(pipeline.definition()),
                "trips",
                known.numbers(),
                known.rows());
        return pipeline.withRuns(run, null).withHistory(pipeline.history().numbered());
    }

    static Lineage lineage(int hop) {
        return new Lineage("cascade", "cause", hop);
    }

    static Trigger newData(long version) {
        return new Trigger.NewData("e" + version, lineage(2), version(version, 1_000));
    }

    static Trigger drift(int modelVersion) {
        return new Trigger.Drift("d" + modelVersion, lineage(1), modelVersion, true);
    }

    static TriggerDecision decide(Pipeline pipeline, Trigger trigger) {
        return new TriggerPolicy(16).decide(pipeline, Objects.requireNonNull(pipeline.definition()), trigger, NOW);
    }
}
