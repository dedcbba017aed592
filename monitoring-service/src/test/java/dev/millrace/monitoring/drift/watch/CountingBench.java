package dev.millrace.monitoring.drift.watch;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.Packages;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.MemoryEpisodes;
import dev.millrace.monitoring.episode.MemoryReplacements;
import dev.millrace.monitoring.estimate.Estimations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One watched model, whose windows have 500 rows, in memory. */
final class CountingBench {

    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    final List<ConfirmedDrift> confirmed = new ArrayList<>();

    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final Rules rules = new Rules(aggregates);
    private final Baselines baselines = new Baselines(
            artifacts,
            new Estimations(
                    artifacts,
                    manifest -> {
                        throw new ArtifactMissingException("no test rows");
                    },
                    () -> START));
    private final MemoryWindows windows = new MemoryWindows();
    private final Approvals approvals = new Approvals(Duration.ofSeconds(3));
    private final MemoryWatchedModels models = new MemoryWatchedModels();
    private final ReadDrift readDrift = new ReadDrift(aggregates, windows, models, baselines, rules, () -> START);
    private final CountPredictions countPredictions = new CountPredictions(
            aggregates,
            baselines,
            rules,
            approvals,
            new CloseWindows(
                    aggregates,
                    windows,
                    new MemoryHistory(),
                    models,
                    baselines,
                    rules,
                    new MemoryEpisodes(),
                    drift -> {
                        confirmed.add(drift);
                        return List.of();
                    },
                    estimate -> List.of(),
                    new WindowMeters(new SimpleMeterRegistry()),
                    () -> Instant.EPOCH),
            unwatched -> {});
    private final List<String> inputs;
    private final Random random = new Random(7);
    private long offset;

    /** @param inputs names of the columns of every row */
    CountingBench(Baseline baseline, List<String> inputs) {
        this.inputs = inputs;
        rules.remember(cause(1, "pipeline"), "taxi", 1, new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE));
        approve(1, baseline);
    }

    void approve(long generation, Baseline baseline) {
        var event = "approval-" + generation;
        var digest = Packages.with(artifacts, baseline, Map.of());
        new StartWatch(aggregates, models, baselines, approvals, new MemoryReplacements())
                .start(
                        cause(generation, event),
                        new Approved(
                                "default",
                                "taxi",
                                "taxi",
                                generation,
                                (int) generation,
                                ServingRole.CHAMPION,
                                digest,
                                event,
                                "cascade"));
    }

    /** A second later than the record before; predictions do not move. */
    void count(int partition, long generation, List<List<Object>> rows) {
        var at = START.plusSeconds(offset);
        var logged = rows.stream()
                .map(row -> new Logged.Row(at, List.copyOf(row), "", List.of(random.nextGaussian())))
                .toList();
        countPredictions.count(
                partition,
                List.of(new Logged(
                        "default",
                        "taxi",
                        "taxi",
                        (int) generation,
                        ServingRole.CHAMPION,
                        generation,
                        offset++,
                        START,
                        inputs,
                        logged)));
    }

    DriftView view() {
        return readDrift.find("default", "taxi", null, 20).orElseThrow();
    }

    private static Received<?> cause(long sequence, String event) {
        var envelope =
                new Envelope(event, "registry:models:default/taxi", sequence, "default", "taxi", "c", null, 3, START);
        return new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, START);
    }
}
