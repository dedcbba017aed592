package dev.millrace.registry.model;

import dev.millrace.contracts.ModelTrained;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.registry.model.PackageCheck.Finding;
import dev.millrace.registry.specification.Specification;
import dev.millrace.registry.specification.Specifications;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives a candidate its number and holds it against the gates of the specification it was trained under. */
public class JudgeCandidate {

    private final AggregateStore<ModelState> models;
    private final Specifications specifications;
    private final PackageCheck packageCheck;
    private final Archive archive;
    private final Clock clock;

    JudgeCandidate(
            AggregateStore<ModelState> models,
            Specifications specifications,
            PackageCheck packageCheck,
            Archive archive,
            Clock clock) {
        this.models = models;
        this.specifications = specifications;
        this.packageCheck = packageCheck;
        this.archive = archive;
        this.clock = clock;
    }

    public void judge(Received<ModelTrained> cause, TrainingFacts facts) {
        PipelineSpec spec = specifications
                .find(facts.project(), facts.pipeline(), facts.specDigest())
                .map(Specification::json)
                .map(PipelineSpecs::fromCanonicalJson)
                .orElseThrow(() -> new ParkedException(
                        "SPEC_UNKNOWN", "no specification with the digest that the run was trained under", true));
        Candidate candidate = candidate(facts);
        Archived archived = models.find(facts.modelId())
                .map(Stored::state)
                .map(state -> archive.keep(facts.modelId(), state))
                .orElse(Archived.NOTHING);
        models.on(
                cause,
                facts.modelId(),
                state -> decide(facts, Admission.of(state, candidate, spec, archived, clock.instant())));
    }

    private Candidate candidate(TrainingFacts facts) {
        return switch (packageCheck.check(facts)) {
            case Finding.Sound(var manifest, var slices) -> {
                archive.keep(
                        facts.modelId(),
                        new VersionFacts(facts, manifest.provenance(), manifest.signature(), manifest.classes()));
                yield new Candidate(facts, slices, null);
            }
            case Finding.Unsound(var problem) -> {
                archive.keep(facts.modelId(), new VersionFacts(facts, null, List.of(), List.of()));
                yield new Candidate(facts, Map.of(), problem);
            }
        };
    }

    private static Decision<ModelState> decide(TrainingFacts facts, Admission admission) {
        return switch (admission) {
            case Admission.Known(var version) -> Decision.ignore("run is version " + version);
            case Admission.Waiting(var state, var version) ->
                Decision.apply(
                        state, "version.registered", ModelEvents.awaited(facts.model(), facts.pipeline(), version));
            case Admission.Approved(var state, var version, var generation) ->
                Decision.apply(
                        state, "version.approved", ModelEvents.approved(facts.model(), facts.pipeline(), generation));
            case Admission.Rejected(var state, var version) ->
                Decision.apply(
                        state,
                        "version.rejected",
                        ModelEvents.rejected(
                                facts.model(), facts.pipeline(), version, Objects.requireNonNull(version.decision())));
        };
    }
}
