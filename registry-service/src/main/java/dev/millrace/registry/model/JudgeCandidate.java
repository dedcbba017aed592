package dev.millrace.registry.model;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import dev.millrace.registry.history.Generations;
import dev.millrace.registry.history.VersionFacts;
import dev.millrace.registry.history.Versions;
import dev.millrace.registry.judging.Candidate;
import dev.millrace.registry.judging.PackageCheck;
import dev.millrace.registry.judging.PackageCheck.Finding;
import dev.millrace.registry.judging.TrainingFacts;
import dev.millrace.registry.pipeline.FindJudgingPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Gives a candidate its number and holds it against the gates and the approval policy in force. */
public class JudgeCandidate {

    private final AggregateStore<ModelState> models;
    private final FindJudgingPolicy policies;
    private final PackageCheck packageCheck;
    private final Versions versions;
    private final Generations generations;
    private final ModelAnnouncements announcements;
    private final Clock clock;

    JudgeCandidate(
            AggregateStore<ModelState> models,
            FindJudgingPolicy policies,
            PackageCheck packageCheck,
            Versions versions,
            Generations generations,
            ModelAnnouncements announcements,
            Clock clock) {
        this.models = models;
        this.policies = policies;
        this.packageCheck = packageCheck;
        this.versions = versions;
        this.generations = generations;
        this.announcements = announcements;
        this.clock = clock;
    }

    public void judge(Received<?> cause, TrainingFacts facts) {
        var run = facts.run();
        var policy = policies.find(run.project(), run.pipeline(), facts.recipe().specDigest())
                .orElseThrow(() -> new ParkedException(
                        "SPEC_UNKNOWN", "no specification with the digest that the run was trained under", true));
        var candidate = candidate(facts);
        var before = models.find(facts.modelId()).map(Stored::state).orElse(null);
        var lookup = VersionLookup.of(
                before, versions.ofRun(facts.modelId(), run.runId()).orElse(null));
        models.onNaturalKey(
                cause,
                facts.modelId(),
                state -> decision(facts, Admission.of(state, lookup, candidate, policy, clock.instant())));
    }

    private Candidate candidate(TrainingFacts facts) {
        return switch (packageCheck.check(facts)) {
            case Finding.Sound(var manifest, var slices) -> {
                versions.keep(new VersionFacts(
                        facts,
                        manifest.provenance(),
                        manifest.signature(),
                        manifest.target().classes()));
                yield new Candidate(facts, slices, null);
            }
            case Finding.Unsound(var problem) -> {
                versions.keep(new VersionFacts(facts, null, List.of(), List.of()));
                yield new Candidate(facts, Map.of(), problem);
            }
        };
    }

    private Decision<ModelState> decision(TrainingFacts facts, Admission admission) {
        var model = facts.run().model();
        var pipeline = facts.run().pipeline();
        return switch (admission) {
            case Admission.AlreadyNumbered(var version) -> Decision.ignore("run is version " + version);
            case Admission.Outdated() ->
                new Decision.Refuse<>(Refusals.CHANGED_MEANWHILE, "the model is being changed very often", true);
            case Admission.Waiting(var state, var version) ->
                Decision.apply(state, "version.registered", announcements.approvalAwaited(model, pipeline, version))
                        .storing(versions.row(facts.modelId(), version));
            case Admission.Approved(var state, var version, var champion) ->
                Decision.apply(
                                state,
                                "version.approved",
                                announcements.approved(model, pipeline, champion.generation()))
                        .storing(
                                versions.row(facts.modelId(), version),
                                generations.row(facts.modelId(), champion.generation()))
                        .with(new JobChange.Clear());
            case Admission.Rejected(var state, var version) ->
                Decision.apply(
                                state,
                                "version.rejected",
                                announcements.rejected(model, pipeline, version, Admission.verdict(version)))
                        .storing(versions.row(facts.modelId(), version));
        };
    }
}
